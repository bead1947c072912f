"""Calls that are planned for when somebody is free."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("planned_calls", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("when_free", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        for name in ("colleague", "interaction"):
            batch_op.add_column(sa.Column(name, sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("until", sa.BigInteger(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
