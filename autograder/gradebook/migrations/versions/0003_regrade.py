"""What student code answered, and sets of judgements that wait to be applied."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("run", sa.Column("answers", sa.String(length=64), nullable=False, server_default=""))
    op.create_table(
        "regrade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work_id", sa.Integer(), nullable=False),
        sa.Column("bundle", sa.String(length=64), nullable=False),
        sa.Column("only_up", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["work_id"], ["work.id"], name="fk_regrade_work_id"),
        sa.PrimaryKeyConstraint("id", name="pk_regrade"),
    )
    op.create_table(
        "regraded",
        sa.Column("regrade_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=False),
        sa.Column("bundle", sa.String(length=64), nullable=False),
        sa.Column("engine", sa.String(length=64), nullable=False),
        sa.Column("report", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("total", sa.Double(), nullable=False),
        sa.Column("possible", sa.Double(), nullable=False),
        sa.Column("pending", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["regrade_id"], ["regrade.id"], name="fk_regraded_regrade_id"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_regraded_attempt_id"),
        sa.ForeignKeyConstraint(["before_id"], ["run.id"], name="fk_regraded_before_id"),
        sa.PrimaryKeyConstraint("regrade_id", "attempt_id", name="pk_regraded"),
    )
