"""Who we say we are, to sites and in what robots.txt says to us."""

PRODUCT = "diaspora-monitor"
VERSION = "0.1"
