"""How the words of each language change: forms are made once, when the lexicon is compiled."""
