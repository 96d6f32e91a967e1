"""Headings that end an article: what readers say of it, and what else there is to read, in the sources' languages."""

from __future__ import annotations

import re

COMMENTS = re.compile(
    r"\W*(?:\d+\W*)?(?:(?:top|all|leave|post|write|add|view|show|read|оставить|написать) )?(?:a )?(?:comments?|reply|"
    r"responses?|discussion|комментар\w+|обсуждени\w+|пікір\w*|kommentare?n?|leserkommentare|diskussion|komentarz\w*|"
    r"коментар\w*|kommentaar\w*|kommentit|hozzászólás\w*|komentarai|comentarii|σχόλια)(?:\W|$)",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"\W*(?:related|read (?:also|more|next)|more (?:from|on|stories|news|in)|see also|recommended|most (?:read|popular)|"
    r"popular|trending|latest|you (?:may|might) also|up next|recent posts|читайте|похожие|по теме|другие|ещ[её]|популярн|"
    r"последние|главное|сейчас|новости|рекоменду|соңғы|басқа|тағы|ұқсас|mehr|auch interessant|weitere|verwandte|"
    r"meistgelesen|lesen sie|zobacz|czytaj|polecan|najnowsze|więcej|podobne|още|свързани|loe ka|lue myös|olvassa|"
    r"kapcsolódó|skaityk|citește|διαβάστε)",
    re.IGNORECASE,
)
