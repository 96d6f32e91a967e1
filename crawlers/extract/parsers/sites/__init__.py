"""Layouts of single sites, each with the year of its first evidence."""
