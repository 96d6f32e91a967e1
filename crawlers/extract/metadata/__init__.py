"""What a page says of itself beside its text: structured data, title, day of publication."""
