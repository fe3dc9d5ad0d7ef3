"""Word lists that the extraction rules read: plain data, our own, no logic. Sorted by idea, one module each."""
