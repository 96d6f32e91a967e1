"""Network to archive: one Scrapy crawler a source, which writes WARC files and nothing else."""
