"""The catalogue that is delivered: what the study names is there, and addresses find their source."""

from datetime import date
from pathlib import Path

import pytest

from crawlers.catalogue.configuration import ConfigurationError
from crawlers.catalogue.sources import (
    Catalogue,
    Centre,
    Dated,
    FormerName,
    Newspaper,
    Site,
    load_catalogue,
    to_fill_in,
    unknown_readers,
)
from crawlers.extract import parsers as pages

CONFIG = Path(__file__).parents[2] / "config"
CATALOGUE = load_catalogue(CONFIG, CONFIG / "diasporas")
IN_THE_WINDOW = date(2016, 1, 15)
NOW = date(2026, 11, 24)


class TestWhatTheStudyNames:
    def test_three_papers_and_no_portal_of_the_press_watch(self):
        study = [paper.id for paper in CATALOGUE.newspapers if not paper.watch]
        assert study == ["astana-times", "kazpravda", "dostyk"]

    def test_every_community_but_the_estonian_has_a_centre(self):
        served = {centre.diaspora for centre in CATALOGUE.centres}
        assert {path.stem for path in (CONFIG / "diasporas").glob("*.toml")} - served == {"estonian"}

    def test_accounts(self):
        named = {
            (centre.diaspora, account.platform, account.name)
            for centre in CATALOGUE.centres
            for account in centre.accounts
        }
        assert named == {
            ("german", "youtube", "daz.asia"),
            ("german", "facebook", "daz.asia"),
            ("romanian", "youtube", "dacia.kz"),
        }

    def test_only_german_and_polish_centres_have_sites(self):
        assert {centre.diaspora for centre in CATALOGUE.centres if centre.sites} == {"german", "polish"}


ARTICLES = [
    # Forms of address that the sources are known to use or to have used; some names are shortened.
    (
        "https://astanatimes.com/2015/04/celebrating-apks-20th-anniversary-is-as-much-about-the-past/",
        "astana-times",
    ),
    (
        "http://www.astanatimes.com/2018/05/filia-association-of-greek-communities-celebrates-25-years",
        "astana-times",
    ),
    ("https://astanatimes.com/?p=7423", "astana-times"),
    ("https://www.kazpravda.kz/articles/view/moya-bolgarka", "kazpravda"),
    ("http://www.kazpravda.kz/fresh/view/put-drug-k-drugu/", "kazpravda"),
    ("http://www.kazpravda.kz/news/ruhani-zhangiru/v-nazidanie-potomkam1/", "kazpravda"),
    ("https://kazpravda.kz/n/art-proekt-ot-fonda-asyl-miras/", "kazpravda"),
    ("https://kazpravda.kz/kk/n/dostyk/", "kazpravda"),
    ("http://dostykmag.kz/?p=205", "dostyk"),
    ("https://daz.asia/blog/die-geburtsstunde-des-jugendverbandes", "daz"),
    ("https://daz.asia/blog/au-enminister-zentralasiens-in-berlin/?utm_source=rss&utm_medium=rss", "daz"),
    ("http://daz.asia/ru/nikto-ne-zabyt/?share=facebook", "daz"),
    ("https://daz.asia/?p=26345", "daz"),
    ("https://daz.asia/ru/?p=4464", "daz"),
    ("http://www.deutsche-allgemeine-zeitung.de/ru/content/view/2872/1/", "daz"),
    ("https://wiedergeburt-kasachstan.de/treffen-mit-vertretern-der-stiftung/?lang=de", "wiedergeburt"),
    ("http://old.wiedergeburt.kz/index.php/de/deutschesinkaz/archiv/867-haus", "wiedergeburt"),
    (
        "http://old.wiedergeburt.kz/index.php/ru/component/content/article/176-revival/%D0%B2%D0%BE%D0%B7/954-x",
        "wiedergeburt",
    ),
    ("https://wienz.kz/pl/nasze-centrum/napisali-o-nas/166-dva-serdtsa-byutsya-v-unison-pl", "wienz"),
    ("http://zpkz.kz/novosti/6-novost-1.html", "union-of-poles"),
    ("http://zpkz.kz/pl/novosti-2/255-sprawozdanie.html", "union-of-poles"),
    ("https://polskajednosc.com/news/369-25-летие-союза-поляков.html", "polska-jednosc"),
    ("https://assembly.kz/news/ovations-for-polonia-the-day-of-polish-culture/", "assembly"),
    ("https://assembly.kz/ru/news/bardzo-dobzhe-ochen-khorosho", "assembly"),
    ("https://el.kz./ru/v-kyzlorde-otmetili-den-kultury-nemetskogo-etnosa_38141", "el-kz"),
    ("https://el.kz/en/amp/bukovina-ethno-cultural-centre_31377", "el-kz"),
    ("https://el.kz/vozrozhdenie-o-amyna-30-zhyl_37667", "el-kz"),
    ("https://ankpvl.kz/kaz/2012-12-23-10-28-34/fin-ugor-etnom-deni-ortaly-y", "assembly-pavlodar"),
    ("https://kostdom.kz/kz/news/235-polshanyin-konstitutsiya-kuni", "friendship-house-kostanay"),
    ("http://shuak.kz/index.php?option=com_content&view=article&id=291&catid=9&lang=en", "shuak"),
    ("https://en.inform.kz/news/polish-culture-festival_a2837182/", "kazinform"),
    ("https://www.inform.kz/en/amp/lithuania_a2895000", "kazinform"),
    ("https://www.kt.kz/eng/international_affair/commission_1153.html", "kazakhstan-today"),
    ("https://ekaraganda.kz/?id=37864&mod=news_read", "ekaraganda"),
    ("https://ekaraganda.kz/kz/?id=126013&mod=news_read", "ekaraganda"),
    ("https://kokshetv.kz/ru/news/38813", "kokshe-tv"),
    ("https://lifepvl.kz/2017/04/14/1796/", "lifepvl"),
    ("https://apgazeta.kz/2021/02/26/u-podnozhya-sopki-yuksari/?replytocom=7", "akmola-gazeta"),
    ("https://caravan.kz/gazeta/kazakhskie-bolgary-53513/", "caravan"),
    ("https://24.kz/ru/component/k2/item/154611-litovskaya-derevnya", "khabar-24"),
    ("https://qazaqstan.tv/news/218254", "qazaqstan-tv"),
    ("https://newsroom.kz/18063/estoncy-v-kazahstane-istoricheskie-fakty-i-sovremennost", "newsroom"),
]

NO_ARTICLES = [
    "https://astanatimes.com/all/page/195",
    "https://astanatimes.com/2015/04/page/2/",
    "https://astanatimes.com/2015/04/",
    "https://astanatimes.com/2015/04/12/",
    "https://astanatimes.com/category/business/",
    "https://astanatimes.com/2015/04/an-article/feed/",
    "https://kazpravda.kz/r/politika",
    "https://kazpravda.kz/news/ekonomika/page-3/",
    "https://kazpravda.kz/search?q=немцы",
    "https://daz.asia/blog/category/kultur/page/3/",
    "https://daz.asia/ru/category/kazahstan/page/163",
    "https://daz.asia/blog/author/daz/page/7",
    "https://daz.asia/ru/feed/",
    "https://wiedergeburt-kasachstan.de/author/nika/page/2/",
    "https://wiedergeburt-kasachstan.de/culture/?lang=de",
    "https://wienz.kz/ru/novosti?start=64",
    "https://wienz.kz/pl/site-map/articles/pisa-o-nas/166-dva-serdtsa",
    "http://zpkz.kz/about-us/obshchaya-informatsiya.html",
    "https://polskajednosc.com/pl/news-2.html?start=320",
    "https://assembly.kz/ru/news/",
    "https://el.kz/en/",
    "https://ekaraganda.kz/?mod=news_list",
]


@pytest.mark.parametrize(("url", "source_id"), ARTICLES)
def test_an_article_finds_its_source(url, source_id):
    owner = CATALOGUE.owner(url)
    assert owner is not None
    assert owner.id == source_id
    assert owner.site_for(url).is_article(url)


@pytest.mark.parametrize("url", NO_ARTICLES)
def test_lists_and_other_pages_are_no_articles(url):
    assert not CATALOGUE.owner(url).site_for(url).is_article(url)


def test_a_stranger_belongs_to_nobody():
    assert CATALOGUE.owner("https://i617374616e6174696d6573o636f6dz.oszar.com/2015/04/an-article/") is None
    assert CATALOGUE.owner("https://notdaz.asia/blog/x") is None


def test_every_reader_named_exists():
    assert unknown_readers(CATALOGUE, pages.readers()) == []


def test_a_reader_that_does_not_exist_is_told():
    [complaint] = unknown_readers(
        Catalogue(newspapers=(source(site=[Site(url="https://a.kz", pages="jomla")]),), centres=()),
        ["joomla"],
    )
    assert (
        "newspaper 'paper', site 'https://a.kz', pages: no module is called 'jomla'; known are joomla"
        in complaint
    )


class TestPlacesThatMoved:
    @pytest.mark.parametrize(
        ("source_id", "hosts"),
        [
            ("daz", ["daz.asia"]),
            ("wiedergeburt", ["wiedergeburt-kasachstan.de"]),
            ("dostyk", []),
            ("kazpravda", ["kazpravda.kz", "kazpravda.kz", "kazpravda.kz"]),
            ("kazinform", ["inform.kz", "en.inform.kz", "kaz.inform.kz"]),
            ("zlata", []),
        ],
    )
    def test_what_is_asked_today(self, source_id, hosts):
        assert [site.host for site in CATALOGUE[source_id].current_sites(NOW)] == hosts

    def test_all_addresses_stay_known(self):
        assert CATALOGUE["wiedergeburt"].hosts == {
            "wiedergeburt.kz",
            "old.wiedergeburt.kz",
            "wiedergeburt-kasachstan.de",
        }

    def test_a_name_of_its_time(self):
        wiedergeburt = CATALOGUE["wiedergeburt"]
        assert "association" in wiedergeburt.name_on(IN_THE_WINDOW)
        assert "foundation" in wiedergeburt.name_on(NOW)


def source(**given):
    return Newspaper(id="paper", name="Paper", languages=("en",), provenance="made for this test", **given)


class TestSites:
    def test_the_longest_address_wins_whole_steps_only(self):
        paper = source(site=[Site(url="https://a.kz"), Site(url="https://a.kz/en/")])
        assert paper.site_for("http://www.a.kz/en/news").url == "https://a.kz/en"
        assert paper.site_for("https://a.kz/en").url == "https://a.kz/en"
        assert paper.site_for("https://a.kz/energy").url == "https://a.kz"

    def test_the_longest_address_wins_between_sources(self):
        small = Newspaper(
            id="small",
            name="Small",
            languages=("en",),
            provenance="made",
            site=[Site(url="https://a.kz/small")],
        )
        both = Catalogue(newspapers=(source(site=[Site(url="https://a.kz")]), small), centres=())
        assert both.owner("https://a.kz/small/1").id == "small"
        assert both.owner("https://a.kz/1").id == "paper"

    def test_the_latest_site_comes_first_and_of_equals_the_last_written(self):
        paper = source(
            site=[
                Site(url="https://old.kz", until=date(2016, 12, 31)),
                Site(url="https://new.kz", since=date(2017, 1, 1)),
                Site(url="https://always.kz"),
                Site(url="https://gone.kz", alive=False),
            ]
        )
        assert [site.host for site in paper.current_sites(date(2017, 1, 1))] == ["new.kz", "always.kz"]
        assert [site.host for site in paper.current_sites(date(2016, 12, 31))] == ["always.kz", "old.kz"]
        assert source().current_sites(NOW) == ()

    def test_without_a_pattern_every_page_may_be_an_article(self):
        assert Site(url="https://a.kz").is_article("https://a.kz/whatever?page=2")

    def test_both_ends_hold(self):
        span = Dated(since=date(2015, 4, 1), until=date(2015, 4, 2))
        days = [date(2015, 3, 31), date(2015, 4, 1), date(2015, 4, 2), date(2015, 4, 3)]
        assert [span.holds(day) for day in days] == [False, True, True, False]

    def test_names(self):
        paper = source(named=[FormerName(name="Old Paper", until=date(2010, 12, 31))])
        assert paper.name_on(date(2010, 12, 31)) == "Old Paper"
        assert paper.name_on(date(2011, 1, 1)) == "Paper"


class TestToFillIn:
    def test_accounts_that_nobody_has_verified(self):
        todo = to_fill_in(CATALOGUE)
        assert [(item.where, item.what) for item in todo] == [
            ("centres.toml: centre 'daz'", "id of the youtube account 'daz.asia'"),
            ("centres.toml: centre 'daz'", "id of the facebook account 'daz.asia'"),
            ("centres.toml: centre 'dacia'", "id of the youtube account 'dacia.kz'"),
        ]
        assert "Copy channel ID" in todo[0].how
        assert "open https://www.facebook.com/daz.asia/, choose" in todo[1].how
        assert "Page transparency" in todo[1].how

    def test_an_account_is_collected_with_its_centre(self):
        with pytest.raises(ConfigurationError, match="collected with its centre: name 'daz'"):
            CATALOGUE["daz-youtube"]

    def test_nothing_left(self):
        account = {"platform": "youtube", "name": "x", "id": "UC" + 22 * "x", "provenance": "made"}
        centre = Centre(
            id="x", name="X", diaspora="greek", languages=("el",), provenance="made", account=[account]
        )
        assert to_fill_in(Catalogue(newspapers=(), centres=(centre,))) == []
