"""links that open a talk on another channel"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "joins",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("address_id", _KEY, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["address_id"], ["addresses.id"], name=op.f("fk_joins_address_id_addresses"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_joins")),
    )
    with op.batch_alter_table("joins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joins_address_id"), ["address_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_joins_expires_at"), ["expires_at"], unique=False)
