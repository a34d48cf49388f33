"""The linter of flows and sentences: one rule a function, registered by name."""

from bot.conversation.checks.findings import Finding, Subject, run_checks

__all__ = ["Finding", "Subject", "run_checks"]
