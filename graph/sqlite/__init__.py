"""The graph in one SQLite file: the log of statements, its projection in typed tables, and queries compiled to one statement."""
