"""Who has seen the guided tour."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("desk_preferences", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("toured", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
