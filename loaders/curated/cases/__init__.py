"""The cases: one record a docket, with its parties, what it alleges and claims, and what became of it."""
