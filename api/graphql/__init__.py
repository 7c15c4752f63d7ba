"""GraphQL: a schema derived from the ontology, operations compiled to query values, one `select` for each root field."""
