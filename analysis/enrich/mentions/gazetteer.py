"""The lexicon of one language: every word form and name of the nine files, and what finds them in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from analysis.enrich.mentions.context import WORD, context
from analysis.enrich.mentions.entries import Entry, Phrase, Token, folded
from analysis.enrich.mentions.inflection import endings, germanic, kazakh, russian, uralic
from analysis.enrich.mentions.phrases import Sharing
from crawlers.catalogue.communities import Diaspora, Name, OfficeHolder, Word
from crawlers.catalogue.study import MentionSwitches

_PREFIX = 6
"""Letters of a form that are searched for; the whole word is looked up where they are found."""

LONGEST = 60
"""Letters above which a word is none."""

_NO_PHRASES = Sharing()
_LETTERS_BACK = re.compile(r"[^\W\d_]*")

Stem = tuple[str, Callable[[str], bool], Entry]


def inflect(spelling: str, kind: str, language: str) -> frozenset[str]:
    """Every form, in lower case, of a word as the lexicon files spell it."""
    if language == "ru":
        return russian.forms(spelling, kind)
    if language == "en":
        return germanic.english(spelling, kind)
    if language == "de":
        return germanic.german(spelling, kind)
    return endings.forms(spelling, language)


class Gazetteer:
    """All entries that can be found in texts of one language."""

    def __init__(self, language: str, diasporas: Iterable[Diaspora], switches: MentionSwitches) -> None:
        self.language = language
        self.lists = context(language)
        self.words: dict[str, list[Entry]] = defaultdict(list)
        self.stems: dict[str, list[Stem]] = defaultdict(list)
        self.phrases: dict[str, list[Phrase]] = defaultdict(list)
        self._beginnings: set[str] = set()
        for diaspora in diasporas:
            for word in diaspora.words:
                if not word.switch or getattr(switches, word.switch):
                    self._add_word(diaspora, word)
            for name in diaspora.proper_names:
                self._add_name(diaspora, name)
            for holder in diaspora.office_holders:
                self._add_holder(diaspora, holder)
            for consumed in diaspora.consumes:
                if consumed.unless and getattr(switches, consumed.unless):
                    continue
                for text in getattr(consumed, language, ()):
                    tokens = self._tokens(text, inflected=True)
                    spelled = [tokens]
                    for latin in kazakh.latin_spellings(text.lower()) if self.language == "kk" else ():
                        spelled.append(self._tokens(latin, inflected=True))
                    if self.language in {"ru", "pl"} and len(tokens) == 2 and "-" not in text:
                        spelled.append(tokens[::-1])
                    for tokens in spelled:
                        self._add_phrase(tokens, None, text, diaspora.slug, consumed.but_before)
        self.lengths = sorted({len(stem) for stem in self.stems}, reverse=True)
        self._seen: dict[str, tuple[tuple[Entry, ...], Sharing]] = {}

    def _add_word(self, diaspora: Diaspora, word: Word) -> None:
        for spelling in getattr(word, self.language, ()):
            lemma = spelling.replace("|", "")
            case = "any"
            if lemma.isupper() and len(lemma) <= 5:
                case = "upper"
            elif lemma[0].isupper() and not (self.language in {"ru", "kk", "hu"} and word.kind == "country"):
                case = "capital"
            entry = Entry(
                diaspora.slug,
                diaspora.homeland,
                word.target,
                word.kind,
                lemma,
                self.language,
                case,
                word.guard,
            )
            if word.kind == "adverb" and "-" in lemma:  # по-немецки
                tokens = self._tokens(lemma, inflected=False)
                self._add_phrase(tokens, entry, lemma, diaspora.slug)
            else:
                self._add_spelling(spelling, entry)

    def _add_spelling(self, spelling: str, entry: Entry) -> None:
        stem = spelling.lower().partition("|")[0]
        if self.language == "kk":
            self._add_stem(stem, partial(kazakh.is_chain, stem), entry)
            for latin in kazakh.latin_spellings(stem):
                self._add_stem(latin, partial(_latin_chain, stem), entry)
        elif self.language in {"hu", "fi", "et"}:
            for bearer in uralic.stems(stem, self.language):
                self._add_stem(bearer, partial(uralic.is_chain, self.language), entry)
        else:
            joined = self.language == "de" and entry.kind == "country" and len(stem) > _PREFIX  # Südfinnland
            for form in inflect(spelling, entry.kind, self.language):
                self.words[form].append(entry)
                self._search_for(form, "any" if joined else entry.case)

    def _add_stem(self, stem: str, chain: Callable[[str], bool], entry: Entry) -> None:
        self.stems[stem].append((stem, chain, entry))
        self._search_for(stem, entry.case)

    def _add_name(self, diaspora: Diaspora, name: Name) -> None:
        entry = Entry(
            diaspora.slug,
            diaspora.homeland,
            name.target,
            "name",
            (name.inflected or name.forms)[0],
            self.language,
            supported=name.supported,
            since=name.since,
            until=name.until,
        )
        for text in name.forms:
            self._add_phrase(self._tokens(text, inflected=False), entry, text, diaspora.slug)
        for text in name.inflected if self.language in {"ru", "kk"} else ():
            self._add_phrase(self._tokens(text, inflected=True, language="ru"), entry, text, diaspora.slug)

    def _add_holder(self, diaspora: Diaspora, holder: OfficeHolder) -> None:
        for language, surname in holder.surnames.by_language():
            if language != self.language:
                continue
            entry = Entry(
                diaspora.slug,
                diaspora.homeland,
                "office_holder",
                "surname",
                surname,
                language,
                "capital",
                given=() if holder.alone else tuple(name.lower() for name in holder.given),
                since=holder.since,
                until=holder.until,
            )
            if language == "ru":
                for form in russian.surname_forms(surname):
                    self.words[form].append(entry)
                    self._search_for(form, "capital")
            elif language in {"kk", "hu", "fi", "et"}:
                self._add_spelling(surname, entry)
            else:
                for form in endings.surname_forms(surname, language):
                    self.words[form].append(entry)
                    self._search_for(form, "capital")

    def _tokens(self, text: str, *, inflected: bool, language: str = "") -> tuple[Token, ...]:
        language = language or self.language
        tokens = []
        for part in text.replace("-", " ").replace("’", " ").replace("'", " ").split():
            words = WORD.findall(part.rstrip("*"))
            if not words:
                continue
            word = words[0]
            key = folded(word)
            if part.endswith("*"):
                tokens.append(Token(frozenset(), key, capital=language == "de" and word[0].isupper()))
            elif inflected and language == "ru" and not word.isupper():
                tokens.append(Token(russian.all_forms(key)))
            elif inflected and language == "kk" and not word.isupper():
                tokens.append(Token(frozenset(), key))
            else:
                tokens.append(Token(frozenset({key}), capital=not inflected and word[0].isupper()))
        return tuple(tokens)

    def _add_phrase(
        self,
        tokens: tuple[Token, ...],
        entry: Entry | None,
        text: str,
        diaspora: str,
        but_before: tuple[str, ...] = (),
    ) -> None:
        def weight(index: int) -> tuple[bool, int]:
            beginnings = tokens[index].beginnings
            known = any(form in self.words or form in self.stems for form in beginnings)
            return known, min(map(len, beginnings))

        anchor = max(range(len(tokens)), key=weight)
        phrase = Phrase(tokens, anchor, entry, text, diaspora, but_before)
        for beginning in tokens[anchor].beginnings:
            self.phrases[beginning[:_PREFIX]].append(phrase)
            self._search_for(beginning, "capital" if tokens[anchor].capital else "any")

    def _search_for(self, form: str, case: str) -> None:
        form = form[:_PREFIX]
        for spelled in endings.spelled(form, self.language):
            self._beginnings |= {spelled.title(), spelled.upper()} | (
                {spelled} if case != "capital" else set()
            )

    def automaton(self) -> Any:
        """What finds every place where a word may begin, in one pass over a text."""
        import ahocorasick_rs as search

        return search.AhoCorasick(
            sorted(self._beginnings),
            matchkind=search.MatchKind.LeftmostLongest,
            implementation=search.Implementation.DFA,
        )

    def look_up(self, word: str) -> tuple[tuple[Entry, ...], Sharing]:
        """The entries and the phrases that a word of a text may stand for; both empty for most words."""
        if len(word) > LONGEST:
            return (), _NO_PHRASES
        found = self._seen.get(word)
        if found is None:
            key = folded(word)
            known = self.words.get(endings.plain(key, self.language)) or (
                self._compound(key) if self.language == "de" else ()
            )
            entries = [entry for entry in (*known, *self._by_stem(key)) if entry.fits(word)]
            entries.sort(key=lambda entry: entry.case == "any")
            beginnings = (key[:length] for length in range(1, min(_PREFIX, len(key)) + 1))
            phrases = (phrase for beginning in beginnings for phrase in self.phrases.get(beginning, ()))
            capital = word[0].isupper()
            fitting = (phrase for phrase in phrases if phrase.tokens[phrase.anchor].fits(key, capital))
            found = tuple(entries), Sharing(fitting) or _NO_PHRASES
            if len(self._seen) < 100_000:
                self._seen[word] = found
        return found

    def word_start(self, text: str, start: int) -> int:
        """Where the word begins in which something was found: German joins words, `Kasachstandeutsche`.

        -1 where it was found in the middle of a word of any other language.
        """
        if not start or not text[start - 1].isalpha():
            return start
        if self.language != "de":
            return -1
        before = _LETTERS_BACK.match(text[max(0, start - LONGEST) : start][::-1])
        return start - before.end() if before else start

    def _compound(self, word: str) -> Iterable[Entry]:
        """German compounds: Kasachstandeutsche by their end, Deutschkurs and Polenreise by their beginning."""
        if len(word) > 40:
            return ()
        for cut in range(len(word) - 4, 1, -1):
            if word[cut:] in self.words and germanic.EXILE.fullmatch(word[:cut]):
                return self.words[word[cut:]]
        for cut in range(len(word) - 2, 4, -1):
            if word[:cut] in self.words and germanic.COMPOUND.fullmatch(word, cut):
                return [entry for entry in self.words[word[:cut]] if entry.kind != "prefix"]
        return ()

    def _by_stem(self, key: str) -> Iterator[Entry]:
        for length in self.lengths:
            if length <= len(key) <= length + 40:
                for _, chain, entry in self.stems.get(key[:length], ()):
                    if chain(key[length:]):
                        yield entry


def _latin_chain(stem: str, tail: str) -> bool:
    return len(tail) <= 40 and any(kazakh.is_chain(stem, cyrillic) for cyrillic in kazakh.latin_tails(tail))
