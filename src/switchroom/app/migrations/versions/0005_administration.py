"""Roles of one's own, teams, rules of signing in, second factors, sign-in providers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "roles",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("permissions", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
    op.create_table(
        "sign_in_rules",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_rules")),
    )
    op.create_table(
        "second_factors",
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("recovery", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_second_factors_user")),
        sa.PrimaryKeyConstraint("user", name=op.f("pk_second_factors")),
    )
    op.create_table(
        "provider_identities",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_provider_identities_user")),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_provider_identities")),
    )
    op.create_index(op.f("ix_provider_identities_user"), "provider_identities", ["user"])
    op.add_column("users", sa.Column("email", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "users",
        sa.Column("must_change", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "sessions", sa.Column("way", sa.Text(), server_default="password", nullable=False)
    )
    _add_teams()


def _add_teams() -> None:
    """A team for each name that agents had as theirs."""
    teams = op.create_table(
        "teams",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("supervisors", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
    )
    agents = sa.table("agents", sa.column("team", sa.Text()))
    had = sa.select(agents.c.team).where(agents.c.team != "").distinct().order_by(agents.c.team)
    rows = [
        {"id": team, "name": {"zh": team, "en": team}, "supervisors": [], "position": position}
        for position, team in enumerate(op.get_bind().execute(had).scalars())
    ]
    if rows:
        op.bulk_insert(teams, rows)
