"""An invented year and a half of news about the nine communities, and everything that is true of it.

`invent()` makes the same world each time: 600 documents that crawls fetched, others that no crawl ever saw, in four
languages and twelve sources, with reprints, yearly announcements, round-ups, failed and missing crawls.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from sample.chapters import Chapter, Crawl
from sample.chapters import Item as SampleItem
from sample.make import chapters as sample_chapters
from tests.corpus.bank import Filling, diasporas, part, stories, words_for

FIRST, LAST = date(2015, 4, 1), date(2016, 7, 31)
FETCHED = 600
"""Documents that the warehouse shall hold."""
APART = 50
"""Days within which two documents that are no reprints must not resemble each other."""

TOPICS = (
    "language_course", "dance", "music", "theatre", "festival", "exhibition", "lecture", "memorial", "scholarship",
    "business", "official_visit", "religious_service", "cuisine", "youth_camp", "media", "charity", "organisation",
)  # fmt: skip
PAPERS = {"astana-times-sample", "kazpravda-sample", "dostyk-sample"}
COMMUNITY_PAPER = "daz-sample"
OWN = {
    "daz-sample": "german", "wiedergeburt-sample": "german", "wiez-sample": "polish", "zlata-sample": "bulgarian",
    "filia-sample": "greek", "hungarian-centre-sample": "hungarian", "lituanica-sample": "lithuanian",
    "dacia-sample": "romanian", "finnish-centre-sample": "finnish",
}  # fmt: skip
VOLUME = (
    ("astana-times-sample", "en", 125), ("hungarian-centre-sample", "en", 16), ("kazpravda-sample", "ru", 90),
    ("kazpravda-sample", "kk", 70), ("dostyk-sample", "ru", 45), ("dostyk-sample", "kk", 80), ("daz-sample", "de", 105),
    ("daz-sample", "ru", 12), ("wiedergeburt-sample", "de", 24), ("wiedergeburt-sample", "ru", 22),
    ("wiez-sample", "ru", 26), ("zlata-sample", "ru", 22), ("filia-sample", "ru", 22), ("lituanica-sample", "ru", 16),
    ("dacia-sample", "ru", 16), ("hungarian-centre-sample", "ru", 10), ("finnish-centre-sample", "ru", 12),
)  # fmt: skip
_OF_PAPERS = {
    "community": 40, "community_many": 5, "bilateral": 16, "sport": 8, "history": 8, "reverse_diaspora": 6,
    "homeland_news": 8, "other": 6, "none": 7,
}  # fmt: skip
_OF_CENTRES = {"community": 88, "bilateral": 5, "homeland_news": 4, "history": 3}


@dataclass(frozen=True)
class Told:
    """One thing published, and what is true of it."""

    key: str
    source: str
    language: str
    at: datetime
    """Local time of publication."""
    title: str
    text: str
    concerns: dict[str, str]
    """Class of relevance by community."""
    topics: tuple[str, ...]
    held_out: bool
    undated: bool = False
    original: str = ""
    """Key of the text that it reprints."""

    @property
    def day(self) -> date:
        """Local day of publication."""
        return self.at.date()


@dataclass(frozen=True)
class World:
    """Everything published, and the crawls of each source."""

    told: tuple[Told, ...]
    crawls: dict[str, tuple[Crawl, ...]]

    @property
    def fetched(self) -> tuple[Told, ...]:
        """What some crawl saw."""
        return tuple(one for one in self.told if seen(self.crawls[one.source], one.day))

    def chapters(self) -> list[Chapter]:
        """The same for `sample.make.act`: the sample's sources with these articles and crawls."""
        found = []
        for chapter in sample_chapters():
            items = tuple(_item(one) for one in self.told if one.source == chapter.source)
            if items:
                given = {"items": items, "crawls": self.crawls[chapter.source]}
                found.append(chapter.model_copy(update=given))
        return found


def seen(crawls: tuple[Crawl, ...], day: date) -> bool:
    """Whether one of `crawls` vouches for `day`."""
    return any(crawl.covers and crawl.covers[0] <= day <= crawl.covers[1] for crawl in crawls)


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Three-word sequences, for telling apart what is no reprint."""
    words = "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


@cache
def invent() -> World:
    """The world; its documents in order of publication."""
    chance = random.Random(20150401)
    crawls = {chapter.source: _crawls(chapter.source, chance) for chapter in sample_chapters()}
    made = _Making(chance)
    for source, language, volume in VOLUME:
        for _ in range(volume):
            made.tell(source, language)
    made.reprint(crawls, 60)
    made.repeat_yearly(6)
    made.round_up(4)
    world = World(tuple(sorted(made.told, key=lambda one: (one.at, one.key))), crawls)
    return _cut(world)


def _cut(world: World) -> World:
    """The same with FETCHED documents fetched: the last ones that nothing refers to are left out."""
    needed = {one.original for one in world.told} | {one.key for one in world.told if one.original}
    spare = [one.key for one in world.fetched if one.key not in needed]
    surplus = len(world.fetched) - FETCHED
    if surplus < 0:
        raise ValueError(f"{-surplus} documents too few")
    left_out = set(spare[:: max(1, len(spare) // surplus)][:surplus]) if surplus else set()
    return replace(world, told=tuple(one for one in world.told if one.key not in left_out))


class _Making:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.told: list[Told] = []
        self.read: list[tuple[Told, frozenset[tuple[str, ...]]]] = []

    def tell(self, source: str, language: str) -> None:
        """Publish one new thing that resembles nothing of its time."""
        for _ in range(200):
            one = self._compose(source, language, f"{source}/c{len(self.told):04}")
            if self._is_new(one):
                self._publish(one)
                return
        raise ValueError(f"{source} has nothing new to tell in {language}")

    def _is_new(self, one: Told) -> bool:
        new = shingles(f"{one.title} {one.text}")
        return all(
            len(new & known) < 0.5 * min(len(new), len(known))
            for other, known in self.read
            if other.language == one.language
            and (other.undated or one.undated or abs((other.day - one.day).days) <= APART)
        )

    def _publish(self, one: Told) -> None:
        self.told.append(one)
        self.read.append((one, shingles(f"{one.title} {one.text}")))

    def _compose(self, source: str, language: str, key: str) -> Told:
        chance = self.chance
        first = date(2016, 2, 5) if source == "finnish-centre-sample" else FIRST
        day = first + timedelta(days=chance.randrange((LAST - first).days + 1))
        at = datetime(day.year, day.month, day.day, chance.randrange(8, 19), chance.randrange(60))
        held_out = chance.random() < 1 / 3
        paper = source in PAPERS or source == COMMUNITY_PAPER
        shares = _OF_PAPERS if paper else _OF_CENTRES
        kind = chance.choices(list(shares), list(shares.values()))[0]
        concerned = self._concerned(source, kind)
        filling = Filling(language, concerned, chance)
        if kind == "community":
            title, lines, topics = self._community(source, language, held_out, filling)
        else:
            title, lines, topics = self._other(kind, language, held_out, filling)
        fillers = part(stories(language)["filler", ""].details, held_out=held_out)
        lines += [filling(line) for line in chance.sample(fillers, chance.choice((1, 2, 2, 3)))]
        first_line, rest = lines[0], lines[1:]
        middle = chance.randrange(1, len(rest) + 1)
        text = "\n".join([first_line, " ".join(rest[:middle]), " ".join(rest[middle:])]).strip()
        concerns = {} if kind == "none" else dict.fromkeys(concerned, kind.removesuffix("_many"))
        undated = source == "lituanica-sample" and chance.random() < 0.2
        return Told(
            key, source, language, at, filling(title), text, concerns, tuple(topics), held_out, undated
        )

    def _concerned(self, source: str, kind: str) -> list[str]:
        if kind == "community_many":
            return self.chance.sample(diasporas(), 3)
        if source in OWN and (source != COMMUNITY_PAPER or self.chance.random() < 0.7):
            return [OWN[source]]
        return [self.chance.choice(diasporas())]

    def _community(
        self, source: str, language: str, held_out: bool, filling: Filling
    ) -> tuple[str, list[str], list[str]]:
        chance, bank = self.chance, stories(language)
        topics = chance.sample(TOPICS, chance.choices((1, 2), (75, 25))[0])
        title = chance.choice(part(bank["community", topics[0]].titles, held_out=held_out))
        own = source in OWN and source != COMMUNITY_PAPER
        lines: list[str] = []
        for topic in topics:
            story = bank["community", topic]
            lead = chance.choice(part(story.leads, held_out=held_out))
            details = part(story.details, held_out=held_out)
            if own and not lines and chance.random() < 0.5:
                lines.append(filling(chance.choice(part(bank["own", ""].leads, held_out=held_out))))
                lines += [filling(line) for line in details]
                if held_out:  # one sentence of details alone is too little for anybody
                    lines.insert(1, filling(lead))
            else:
                lines.append(filling(lead))
                lines += [filling(line) for line in chance.sample(details, chance.randint(1, len(details)))]
        return title, lines, topics

    def _other(
        self, kind: str, language: str, held_out: bool, filling: Filling
    ) -> tuple[str, list[str], list[str]]:
        bank = stories(language)
        story = self.chance.choice([story for (name, _), story in bank.items() if name == kind])
        lines = [self.chance.choice(part(story.leads, held_out=held_out))]
        lines += part(story.details, held_out=held_out)
        title = self.chance.choice(part(story.titles, held_out=held_out))
        return title, [filling(line) for line in lines], [story.topic] if story.topic else []

    def reprint(self, crawls: dict[str, tuple[Crawl, ...]], number: int) -> None:
        """Other sources, or the same at another address, print a text again; every fifth goes round twice more."""
        chance = self.chance
        able = [one for one in self.told if not one.undated and seen(crawls[one.source], one.day)]
        for turn, original in enumerate(chance.sample(able, number)):
            hosts = [original.source]
            if _names(original):  # what only a centre's site tells us would be lost elsewhere
                hosts += [s for s, language, _ in VOLUME if language == original.language and s not in OWN]
            at = original.at
            for _ in range(3 if turn % 5 == 0 else 1):
                at += timedelta(days=chance.randint(1, 12), minutes=chance.randrange(60))
                host = chance.choice(sorted(set(hosts)))
                if at.date() <= LAST:
                    self.told.append(self._edited(original, host, at))

    def _edited(self, original: Told, host: str, at: datetime) -> Told:
        """What an editor makes of a text: nothing, another headline, a cut, other words, a line of his own."""
        chance, title, text = self.chance, original.title, original.text
        bank = stories(original.language)
        done = chance.sample(("retitled", "cut", "reworded", "signed"), chance.choice((0, 1, 1, 2, 3)))
        if "retitled" in done:
            other = chance.choice(bank["none", ""].titles)
            title = f"{title} — {other}" if chance.random() < 0.5 else other
        words = text.split(" ")
        if "cut" in done:
            words = words[: -max(3, len(words) // 8)]
        if "reworded" in done:
            others = " ".join(
                line for line in bank["filler", ""].details if not set("{[") & set(line)
            ).split()
            for place in chance.sample(range(len(words)), max(1, len(words) // 25)):
                words[place] = chance.choice(others)
        text = " ".join(words)
        if "signed" in done:
            text = Filling(original.language, [], chance)("{person}, {city}") + f"\n{text}"
        return replace(
            original,
            key=f"{host}/c{len(self.told):04}",
            source=host,
            at=at,
            title=title,
            text=text,
            original=original.key,
        )

    def repeat_yearly(self, number: int) -> None:
        """An announcement comes again after months, word for word: it is new."""
        able = [
            replace(one, at=one.at + timedelta(days=200))
            for one in self.told
            if one.topics and not one.original and not one.undated and one.day < date(2015, 12, 1)
        ]
        for one in self.chance.sample([one for one in able if self._is_new(one)], number):
            self._publish(replace(one, key=f"{one.source}/c{len(self.told):04}"))

    def round_up(self, number: int) -> None:
        """A paper sums up ten items of its week, a sentence or two each: it reprints none of them."""
        for _ in range(number):
            source, language = self.chance.choice(
                [("astana-times-sample", "en"), ("kazpravda-sample", "ru"), ("dostyk-sample", "kk")]
            )
            day = FIRST + timedelta(days=self.chance.randrange(60, (LAST - FIRST).days))
            able = [
                one
                for one in self.told
                if one.language == language
                and one.source in PAPERS
                and not one.original
                and not one.held_out
                and set(one.concerns.values()) == {"community"}
            ]
            able.sort(key=lambda one: abs((one.day - day).days))
            items = able[:10]
            text = "\n".join(one.text.split("\n")[0] for one in items)
            self.told.append(
                Told(
                    key=f"{source}/c{len(self.told):04}",
                    source=source,
                    language=language,
                    at=datetime(day.year, day.month, day.day, 18),
                    title={"en": "The week in ten lines", "ru": "Неделя в десяти строках", "kk": "Аптаның он жолы"}[language],
                    text=text,
                    concerns={name: kind for one in items for name, kind in one.concerns.items()},
                    topics=tuple(sorted({topic for one in items for topic in one.topics})),
                    held_out=False,
                )
            )  # fmt: skip


def _names(one: Told) -> bool:
    """Whether the text says by itself which community it is about."""
    return all(
        any(word in one.text.lower() for word in words_for(one.language, name)) for name in one.concerns
    )


def _item(one: Told) -> SampleItem:
    return SampleItem(
        slug=one.key.partition("/")[2],
        at=one.at,
        title=one.title,
        text=one.text,
        language=one.language,
        undated=one.undated,
    )


def _crawls(source: str, chance: random.Random) -> tuple[Crawl, ...]:
    """Crawls one after the other; some fail, some are cut short, some days are never asked for."""
    found: list[Crawl] = []
    since = date(2016, 2, 1) if source == "finnish-centre-sample" else FIRST
    while since <= LAST:
        until = min(since + timedelta(days=chance.choice((0, 1, 6, 20, 29, 30, 45, 60))), LAST)
        outcome = chance.choices(("complete", "partial", "blocked", "broken"), (80, 8, 6, 6))[0]
        short = until - timedelta(days=(until - since).days // 2) if outcome == "partial" else None
        morning = datetime(until.year, until.month, until.day, 2, tzinfo=UTC) + timedelta(days=1)
        found.append(
            Crawl(
                since=since,
                until=until,
                began=morning + timedelta(minutes=len(found)),
                outcome=outcome,  # type: ignore[arg-type]
                reason="" if outcome == "complete" else f"invented: {outcome}",
                covers_until=short,
            )
        )
        if outcome != "complete" and chance.random() < 0.3:
            continue_from = since  # the next crawl asks for those days again
        else:
            continue_from = until + timedelta(days=1)
        if chance.random() < 0.08:
            continue_from += timedelta(days=chance.randint(1, 9))  # nobody ran it
        since = continue_from
    return tuple(found)
