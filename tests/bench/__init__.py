"""Speed and size, measured apart from the tests: `python -m tests.bench`."""
