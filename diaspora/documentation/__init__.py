"""Makers of the documents that are generated: the data dictionary and the page of sources."""
