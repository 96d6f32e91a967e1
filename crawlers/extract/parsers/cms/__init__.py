"""Layouts that content systems give to many sites."""
