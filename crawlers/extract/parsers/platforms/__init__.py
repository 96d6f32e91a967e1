"""Answers of the platforms' own interfaces."""
