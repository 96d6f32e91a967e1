"""Measures: documents to mentions, mentions to marts, marts to report and features."""
