"""A mistake in a configuration file is told in one message: which file, which entry and key, what to do."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.configuration import ConfigurationError
from crawlers.catalogue.sources import load_catalogue
from crawlers.catalogue.study import load_study

CONFIG = Path(__file__).parents[2] / "config"
FILES = ["study.toml", "newspapers.toml", "centres.toml", "diasporas/greek.toml"]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONFIG, tmp_path / "config"))


def load(config: Path) -> None:
    load_study(config)
    load_diasporas(config)
    load_catalogue(config, config / "diasporas")


def complaint(config: Path) -> str:
    with pytest.raises(ConfigurationError) as error:
        load(config)
    return str(error.value)


def test_the_configuration_that_is_delivered_is_valid(config):
    load(config)


@pytest.mark.parametrize(
    ("file", "right", "wrong", "told"),
    [
        # keys
        (
            "newspapers.toml",
            "pages = ",
            "page = ",
            "'astana-times', site 'https://astanatimes.com', page: no such key; did you mean 'pages'?",
        ),
        (
            "centres.toml",
            "provenance = ",
            "provenence = ",
            "centre 'daz', provenence: no such key; did you mean",
        ),
        (
            "centres.toml",
            "place = ",
            "colour = ",
            "centre 'daz', colour: no such key; remove it; known here are id,",
        ),
        ("study.toml", "[politeness]", "[politness]", "politness: no such key; did you mean 'politeness'?"),
        ("study.toml", "delay = ", "dealy = ", "politeness, dealy: no such key; did you mean 'delay'?"),
        (
            "diasporas/greek.toml",
            "homeland = ",
            "homland = ",
            "homland: no such key; did you mean 'homeland'?",
        ),
        (
            "newspapers.toml",
            'name = "The Astana Times"',
            "",
            "newspaper 'astana-times', name: required and missing",
        ),
        (
            "newspapers.toml",
            'id = "astana-times"',
            "",
            "newspaper 'The Astana Times', id: required and missing",
        ),
        # values
        (
            "newspapers.toml",
            "'^/20\\d\\d/(",
            "'^/20\\d\\d/((",
            "site 'https://astanatimes.com', articles: is not a regular expression (missing )",
        ),
        (
            "newspapers.toml",
            '"https://astanatimes.com"',
            '"astanatimes.com"',
            "url: needs an address that begins with",
        ),
        ("newspapers.toml", '"https://astanatimes.com"', '"https://astana times.com"', "has no blanks"),
        ("newspapers.toml", '"https://astanatimes.com"', '"https://[astanatimes"', "url: is not an address"),
        (
            "newspapers.toml",
            "/all/page/{page}",
            "/all/page/{number}",
            "listings 1: may count once, by {page} or",
        ),
        ("newspapers.toml", '["en"]', '["english"]', "languages 1: needs an ISO 639-1 language code"),
        ("newspapers.toml", '["en"]', '"en"', "languages: needs a list in square brackets"),
        ("newspapers.toml", 'id = "astana-times"', 'id = "Astana Times"', "id: may hold only small letters"),
        (
            "newspapers.toml",
            '"wordpress", "sitemap"',
            '"wordpres", "sitemap"',
            "must be 'wordpress', 'sitemap',",
        ),
        (
            "centres.toml",
            'platform = "youtube"',
            'platform = "vk"',
            "account 'daz.asia', platform: must be 'youtube'",
        ),
        ("centres.toml", "alive = false", 'alive = "no way"', "alive: needs true or false"),
        (
            "centres.toml",
            "since = 2017-02-01",
            "since = 2019-01-01\n  until = 2018-01-01",
            "ends (2018-01-01) before it begins (2019-01-01); swap the dates",
        ),
        (
            "study.toml",
            "since = 2015-04-01",
            'since = "spring"',
            "window 'study', since: needs a day as 2015-04-01",
        ),
        ("study.toml", "delay = 3.0", 'delay = "slow"', "politeness, delay: needs a number"),
        (
            "study.toml",
            'contact = ""',
            'contact = "me"',
            "politeness, contact: needs an e-mail or web address",
        ),
        (
            "centres.toml",
            'id = ""',
            'id = "https://www.youtube.com/channel/UCx"',
            "id: is to be the platform's own (UC…, @name, a number), not an address",
        ),
        # between files
        (
            "centres.toml",
            'platform = "facebook"',
            'platform = "youtube"',
            "centre 'daz', account: 'daz-youtube' stands twice",
        ),
        (
            "centres.toml",
            'diaspora = "greek"',
            'diaspora = "grek"',
            "centre 'filia', diaspora: 'grek' has no file",
        ),
        (
            "centres.toml",
            'id = "filia"',
            'id = "kazpravda"',
            "centre 'kazpravda', id: 'kazpravda' is also the id of",
        ),
        ("centres.toml", '"https://wienz.kz"', '"http://www.el.kz/"', "https://el.kz/ is also a site of"),
        # not TOML
        ("centres.toml", 'id = "filia"', "id = filia", "not valid TOML: Invalid value: 'id = filia'"),
        ("centres.toml", 'id = "filia"', 'id = "filia"\nid = "filia"', "a key stands once"),
        ("study.toml", "since = 2015-04-01", "since = 2015-02-30", "not valid TOML: Invalid date"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_remedy(config, file, right, wrong, told):
    path = config / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    message = complaint(config)
    assert message.startswith(f"{path}: ")
    assert told in message
    assert "\n" not in message


@pytest.mark.parametrize("file", FILES)
class TestAnyFile:
    def test_unknown_key(self, config, file):
        path = config / file
        path.write_text("nonsense = 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        assert f"{path}: nonsense: no such key" in complaint(config)

    def test_bad_syntax(self, config, file):
        path = config / file
        path.write_text("this is no TOML\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        assert f"{path}: line 1: not valid TOML: " in complaint(config)
        assert "'this is no TOML'" in complaint(config)

    def test_unfinished(self, config, file):
        path = config / file
        path.write_text(path.read_text(encoding="utf-8") + '\nunfinished = """\n', encoding="utf-8")
        assert f"{path}: not valid TOML" in complaint(config)

    def test_not_utf_8(self, config, file):
        path = config / file
        path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
        assert complaint(config) == f"{path}: not UTF-8 text (byte 1). Save it again with the encoding UTF-8."

    def test_a_directory(self, config, file):
        (config / file).unlink()
        (config / file).mkdir()
        assert f"{config / file}: cannot be read" in complaint(config)

    def test_a_byte_order_mark_is_no_mistake(self, config, file):
        path = config / file
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        load(config)


@pytest.mark.parametrize("file", FILES[:3])
def test_missing_file(config, file):
    (config / file).unlink()
    assert complaint(config).startswith(f"{config / file}: no such file. Name the directory")


def test_all_mistakes_of_a_file_are_told_at_once(config):
    path = config / "study.toml"
    path.write_text(
        '[[window]]\nname = "x"\nsince = 1\nuntil = 2016-07-31\n[politeness]\ndelay = -1\nabout = "x"\n',
        encoding="utf-8",
    )
    assert [line.split(": ")[1] for line in complaint(config).splitlines()] == [
        "window 'x', since",
        "politeness, about",
        "politeness, delay",
    ]


def test_a_window_may_be_one_day_and_must_end(config):
    path = config / "study.toml"
    day = '[[window]]\nname = "a day"\nsince = 2015-04-01\nuntil = 2015-04-01\n'
    path.write_text(day, encoding="utf-8")
    assert [window.since for window in load_study(config).windows] == [date(2015, 4, 1)]
    path.write_text(day + '[[window]]\nname = "ever"\nsince = 2015-04-01\n', encoding="utf-8")
    assert "window 'ever', until" in complaint(config)
