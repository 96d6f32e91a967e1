"""The web's own formats that several steps read alike: addresses, dates of HTTP, charsets, lists of posts."""
