"""The tests, as a package, so that they share the real servers under `tests.servers`."""
