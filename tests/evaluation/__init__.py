"""Measured on annotated articles, where CLAIMTRACK_EVAL_DATA names a folder that holds them; skipped elsewhere."""
