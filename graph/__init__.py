"""What is said, and where it is kept: the model, statements, queries and stores."""
