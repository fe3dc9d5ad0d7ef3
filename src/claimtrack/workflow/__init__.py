"""The use cases: what a person or a script wants done. Functions take a session and never commit."""
