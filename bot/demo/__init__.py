"""Made-up weeks: invented people who talk through the real turns, so that numbers can be looked at."""
