"""Queues tell a place where their flow says so; the home area is the site's."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("queues", schema=None) as batch_op:
        batch_op.drop_column("announce_position")
    options = sa.table("options", sa.column("key", sa.Text))
    op.execute(options.delete().where(options.c.key == "home_area"))
