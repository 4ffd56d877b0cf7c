"""Marks of people: rubrics, marks, what is marked twice, comments. No table of 0001 changes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _of_a_question(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["work_id"], ["work.id"], name=f"fk_{name}_work_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def upgrade() -> None:
    _of_a_question(
        "rubric_item",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("place", sa.Double(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("work_id", "question", "number", name="uq_rubric_item_work_id"),
    )
    _of_a_question(
        "mark",
        sa.Column("group", sa.String(length=64), nullable=False),
        sa.Column("marker", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("adjustment", sa.Double(), nullable=False),
        sa.Column("comment", sa.String(length=5000), nullable=False),
        sa.Column("decides", sa.JSON(), nullable=False),
        sa.Column("worth", sa.Double(), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_mark_work_id_question", "mark", ["work_id", "question"], unique=False)
    op.create_table(
        "mark_of",
        sa.Column("mark_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_mark_of_attempt_id"),
        sa.ForeignKeyConstraint(["mark_id"], ["mark.id"], name="fk_mark_of_mark_id"),
        sa.PrimaryKeyConstraint("mark_id", "attempt_id", name="pk_mark_of"),
    )
    op.create_index("ix_mark_of_attempt_id", "mark_of", ["attempt_id"], unique=False)
    _of_a_question(
        "remark",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=5000), nullable=False),
        sa.UniqueConstraint("work_id", "question", "number", name="uq_remark_work_id"),
    )
    op.create_table(
        "marking_plan",
        sa.Column("work_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("second", sa.Double(), nullable=False),
        sa.Column("again", sa.Double(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["work_id"], ["work.id"], name="fk_marking_plan_work_id"),
        sa.PrimaryKeyConstraint("work_id", "question", name="pk_marking_plan"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
    op.create_table(
        "facts",
        sa.Column("report", sa.String(length=64), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("report", name="pk_facts"),
    )
