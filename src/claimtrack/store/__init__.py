"""The only floor with SQL. Functions take a session and never commit; the entry point owns the transaction."""
