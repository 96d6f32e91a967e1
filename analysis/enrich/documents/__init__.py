"""Keeps what was read in the documents up to date: which are stale, reading them by batches, writing what was found."""
