"""What customers answered by keys, and the flow that asks them after a call of a queue."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "ratings",
        sa.Column("interaction", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("agent", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("interaction", "question", name=op.f("pk_ratings")),
    )
    op.create_index("ix_ratings_agent_at", "ratings", ["agent", "at"])
    op.create_index("ix_ratings_question_at", "ratings", ["question", "at"])
    op.add_column("queues", sa.Column("survey_flow", sa.Text(), server_default="", nullable=False))
