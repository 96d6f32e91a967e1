"""Collects: network to archive, archive to documents, documents to warehouse. Never imports `analysis`."""
