"""`python -m diaspora` is `diaspora`."""

from diaspora import main

main()
