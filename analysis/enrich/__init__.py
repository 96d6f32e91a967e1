"""Reads documents: which language they are in, whom they name, what they are about."""
