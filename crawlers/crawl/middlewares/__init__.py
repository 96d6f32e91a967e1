"""How addresses are asked for: slowly, with permission, within bounds, and kept word for word."""
