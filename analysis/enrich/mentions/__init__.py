"""Where a text names a homeland, its people, a centre, an institution or an office holder."""

from analysis.enrich.mentions.matcher import Matcher
from analysis.enrich.mentions.mention import Explanation, Findings, Mention, Rejection, Weighed
from crawlers.catalogue.study import MentionSwitches

__all__ = ["Explanation", "Findings", "Matcher", "Mention", "MentionSwitches", "Rejection", "Weighed"]
