"""What is locked may be given on: each package says under which licence."""

from __future__ import annotations

from diaspora.documentation.licences import TARGET, locked, rows


def test_every_locked_package_states_a_licence_that_lets_it_be_given_on() -> None:
    stated = {name: named for name, _, named in rows()}
    assert len(stated) > 0.9 * len(locked())
    assert {name: named for name, named in stated.items() if named == "not stated"} == {}
    closed = ("proprietary", "non-commercial", "agpl")
    assert {
        name: named for name, named in stated.items() if any(word in named.lower() for word in closed)
    } == {}


def test_the_dictionaries_of_russian_are_named() -> None:
    page = TARGET.read_text(encoding="utf-8")
    assert "OpenCorpora" in page
    assert "pymorphy3-dicts-ru" in page
