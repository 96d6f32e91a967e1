"""Archive to documents: pure functions on archived bytes."""
