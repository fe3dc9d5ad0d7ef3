"""Documents that go in and out: plain JSON values, and the schemas they obey."""
