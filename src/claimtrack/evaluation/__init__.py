"""How well extraction and matching do on annotated data: reads files, runs them, and counts.

Pure functions of the data: no database, no network, nothing is printed. The data stay where they are.
"""
