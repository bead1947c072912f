"""What number a trunk shows, and how often it is asked whether it is there."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("trunks", sa.Column("caller_id", sa.Text(), server_default="", nullable=False))
    op.add_column("trunks", sa.Column("qualify", sa.Integer(), server_default="30", nullable=False))
