"""The words of an article, without the furniture of its page."""
