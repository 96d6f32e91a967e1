"""The evidence: WARC files, their records, and the index beside them."""
