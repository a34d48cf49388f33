"""The log: one JSON line an event on standard error, and never a word that a person said."""

from __future__ import annotations

import logging
import sys
import traceback

import structlog
from structlog.typing import EventDict, WrappedLogger


def configure() -> None:
    """Set the log up for a process that serves; without it tracebacks would print what variables held."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _place_only,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    logging.basicConfig(handlers=[_Libraries()], level=logging.WARNING, force=True)


class _Libraries(logging.Handler):
    """What libraries log, without their sentences: those quote requests and addresses."""

    def emit(self, record: logging.LogRecord) -> None:
        place = f"{record.pathname}:{record.lineno} {record.funcName}"
        log = structlog.get_logger()
        log.log(record.levelno, "library", logger=record.name, place=place, exc_info=record.exc_info)


def _place_only(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Where it broke, line by line: an exception's message and variables may hold personal data."""
    given = event.pop("exc_info", None)
    fault = sys.exception() if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(fault, BaseException):
        frames = traceback.extract_tb(fault.__traceback__)
        event["fault"] = type(fault).__name__
        event["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event
