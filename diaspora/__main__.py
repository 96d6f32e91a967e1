"""`python -m diaspora` is `diaspora`."""

from diaspora.app import main

main()
