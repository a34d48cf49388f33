"""The tables, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a stored moment needs its time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


# None is stored as NULL, not as JSON's null: what was emptied must be found empty.
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
Key = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts up only INTEGER keys

# `number` is how the event log knows a contact; erasing gives the events another one.
contacts = Table(
    "contacts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("number", BigInteger, nullable=False, unique=True),
    Column("conversation", String(16)),
    Column("province", String(40)),
    Column("commune", String(10)),  # its official code
    Column("source", String(16)),  # the referral code they came with
    Column("thread", Json),  # what all their talks share
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False, index=True),
)

addresses = Table(
    "addresses",
    metadata,
    Column("id", Key, primary_key=True),
    Column("contact_id", Key, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("channel", String(16), nullable=False),
    Column("account", String(64), nullable=False),
    Column("hmac", String(64), nullable=False),
    Column("key_id", String(8), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("gone_at", Instant),  # they blocked us; their next word takes it back
    Column("heard_at", Instant),  # their last word here: some channels let us write only so long after it
    UniqueConstraint("channel", "account", "hmac"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("contact_id", Key, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("flow", String(24), nullable=False),
    Column("state", Json, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("revision", String(16), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False, index=True),
)

# A row stands before it is worked: `body` is there until then, the key stays to know a repeat.
inbox = Table(
    "inbox",
    metadata,
    Column("id", Key, primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("account", String(64), nullable=False),
    Column("update_id", String(96), nullable=False),
    Column("address_id", Key, ForeignKey("addresses.id", ondelete="CASCADE"), index=True),
    Column("received_at", Instant, nullable=False, index=True),
    Column("body", Json),
    Column("status", String(8), nullable=False),  # new, done, failed
    UniqueConstraint("channel", "account", "update_id"),
    Index("ix_inbox_new", "status", "id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Key, primary_key=True),
    Column("address_id", Key, ForeignKey("addresses.id", ondelete="CASCADE"), nullable=False),
    Column("inbox_id", Key, index=True),
    Column("body", Json),
    Column("keep", Boolean, nullable=False),  # a card: it stays when the next message replaces the last
    Column("kind", String(8), nullable=False),  # reply, reminder
    # shown (the person fetches it); queued, sending, sent, unknown (it may have arrived), failed
    Column("status", String(8), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),  # how often it went out without an answer
    Column("created_at", Instant, nullable=False, index=True),
    Column("due_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("standing", String(32)),  # the channel's id of a message whose buttons still stand
    Index("ix_outbox_address", "address_id", "id"),
    Index("ix_outbox_status_due", "status", "due_at"),
)

events = Table(
    "events",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("kind", String(24), nullable=False),
    Column("flow", String(24), nullable=False),
    Column("step", String(24), nullable=False),
    Column("visit", Integer, nullable=False),
    Column("conversation", String(16), nullable=False),
    Column("contact", BigInteger, nullable=False, index=True),
    Column("channel", String(16), nullable=False),
    Column("assisted", Boolean, nullable=False),
    Column("test", Boolean, nullable=False),
    Column("place", String(40)),  # "Ninh Bình", or with the commune "Ninh Bình/14464"
    Column("source", String(16)),
    Column("flow_revision", String(16), nullable=False),
    Column("policy_revision", String(16), nullable=False),
    Column("data", Json, nullable=False),
    Index("ix_events_kind_at", "kind", "at"),
)

consents = Table(
    "consents",
    metadata,
    Column("id", Key, primary_key=True),
    Column("contact_id", Key, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("purpose", String(24), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("wording", String(16), nullable=False),  # the revision of the text the person saw
    Column("channel", String(16), nullable=False),
    Column("at", Instant, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("token", String(24), primary_key=True),
    Column("contact_id", Key, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("conversation", String(16), nullable=False),
    Column("flow", String(24), nullable=False),
    Column("step", String(24), nullable=False),
    Column("visit", Integer, nullable=False),
    Column("url", Text, nullable=False),
    Column("registrar", String(16), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("test", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("clicked_at", Instant),
)

# Words for the office: a wish for help, a comment, a school.
notes = Table(
    "notes",
    metadata,
    Column("id", Key, primary_key=True),
    Column("contact_id", Key, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("province", String(40)),
    Column("text", LargeBinary),  # sealed
    Column("at", Instant, nullable=False),
)

timers = Table(
    "timers",
    metadata,
    Column("id", Key, primary_key=True),
    Column("address_id", Key, ForeignKey("addresses.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("conversation", String(16), nullable=False),
    Column("visit", Integer, nullable=False),
    Column("due_at", Instant, nullable=False, index=True),
    Column("test", Boolean, nullable=False),
)

# A name to look up once the turn that asked for it is committed.
lookups = Table(
    "lookups",
    metadata,
    Column("id", Key, primary_key=True),
    Column("address_id", Key, ForeignKey("addresses.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("conversation", String(16), nullable=False),
    Column("visit", Integer, nullable=False),
    Column("step", String(24), nullable=False),
    Column("name", String(80), nullable=False),
    Column("value", Json, nullable=False),
    Column("typed", Boolean, nullable=False),
    Column("test", Boolean, nullable=False),
    Column("asked_at", Instant, nullable=False, index=True),
)

# A way to take one's data along, open for a short while.
exports = Table(
    "exports",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("contact_id", Key, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", Instant, nullable=False, index=True),
)

# A way to go on with the talk of an address on the web, open for a short while and once.
joins = Table(
    "joins",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("address_id", Key, ForeignKey("addresses.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", Instant, nullable=False, index=True),
)

# What the daily check saw of each page we send people to; `address` as the book writes it.
pages = Table(
    "pages",
    metadata,
    Column("address", Text, primary_key=True),
    Column("state", String(12), nullable=False),  # ok, refused, moved, gone, broken, unreachable
    Column("status", Integer),
    Column("since", Instant, nullable=False),
    Column("checked_at", Instant, nullable=False),
    Column("ok_at", Instant),
    Column("failed_days", Integer, nullable=False),
    Column("gone_days", Integer, nullable=False),
    Column("down", Boolean, nullable=False),
)

# Jobs that one process does for all, none before its time.
jobs = Table(
    "jobs",
    metadata,
    Column("name", String(24), primary_key=True),
    Column("due_at", Instant, nullable=False),
)

# The one pair of tokens of an Official Account; each refresh uses the refresh token up and gives a new pair.
zalo_tokens = Table(
    "zalo_tokens",
    metadata,
    Column("oa_id", String(64), primary_key=True),
    Column("number", Integer, nullable=False),  # one more with every pair
    Column("access", LargeBinary, nullable=False),  # sealed, like the refresh token
    Column("refresh", LargeBinary, nullable=False),
    Column("obtained_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("refresh_at", Instant, nullable=False),  # when the next pair is to be had
    Column("not_before", Instant),  # somebody is at it until then, or it failed and is to rest
    Column("failures", Integer, nullable=False),
    Column("failure", String(80)),  # what was answered last, in words for the operator
)
