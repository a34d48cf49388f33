"""The pure talk: flows as data, answers by step, the open question by replay, one event at a time."""
