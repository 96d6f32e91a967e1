"""Dates as people and machines print them, read into moments."""
