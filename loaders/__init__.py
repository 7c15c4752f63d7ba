"""How statements come in: readers of records and of articles, each giving facts with their sources."""
