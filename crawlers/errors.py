"""The one base of what goes wrong in a way that a person can mend; the tree of all is in the docstring of `diaspora`."""


class DiasporaError(Exception):
    """Something a person can mend: the message says what is wrong, where, and what to do."""
