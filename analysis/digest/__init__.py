"""One month in one file that can be mailed: what changed, how sure that is, what is not known, who is needed."""

from analysis.digest.month import FORMATS, digest, last_whole_month, write_digest, write_file

__all__ = ["FORMATS", "digest", "last_whole_month", "write_digest", "write_file"]
