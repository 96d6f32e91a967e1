"""Texts printed more than once; the first publication counts."""

from analysis.enrich.near_duplicates.marking import mark_duplicates

__all__ = ["mark_duplicates"]
