"""The pages of the report, a file each."""
