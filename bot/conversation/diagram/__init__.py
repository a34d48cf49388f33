"""A picture of a flow that people can read: its steps from top to bottom, with their words and guards."""

from bot.conversation.diagram.picture import draw

__all__ = ["draw"]
