"""The doors: GraphQL, HTTP, RDF and the command line."""
