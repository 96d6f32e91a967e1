"""The tables, as scripts that are run once each, in order of their numbers."""
