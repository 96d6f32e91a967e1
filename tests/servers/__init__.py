"""Real servers on loopback: WordPress from Debian's package, filled with posts whose truth is known."""
