"""Where a text names a homeland, its people, a centre, an institution or an office holder."""

from analysis.enrich.mentions.matcher import Matcher
from analysis.enrich.mentions.mention import Explanation, Mention, Rejection
from crawlers.catalogue.study import MentionSwitches

__all__ = ["Explanation", "Matcher", "Mention", "MentionSwitches", "Rejection"]
