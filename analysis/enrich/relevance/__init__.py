"""What a document is to each community, and what it is about: rules of `config/relevance.toml` and `topics.toml`."""
