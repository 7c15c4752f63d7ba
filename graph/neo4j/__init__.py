"""The graph on a Neo4j server or cluster: a natural property graph, and the log of statements beside it."""
