"""The desk's tests run on both databases, as those of storage do."""

from tests.storage.conftest import clock, database_url, house, server

__all__ = ["clock", "database_url", "house", "server"]
