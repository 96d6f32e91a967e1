"""What is collected, and why: the study, its communities, sources and accounts, as `config/*.toml` names them."""
