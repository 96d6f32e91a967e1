"""Which language a text is written in, and which parts of it are in another."""

from analysis.enrich.language.identification import Identification, identify

__all__ = ["Identification", "identify"]
