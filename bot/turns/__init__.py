"""One incoming update, one durable turn."""
