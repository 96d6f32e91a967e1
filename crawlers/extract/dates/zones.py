"""The clock by which a site prints its times, where nobody has said it."""

from __future__ import annotations

from crawlers.web.addresses import site

_BY_COUNTRY = {
    "kz": "Asia/Almaty",
    "bg": "Europe/Sofia", "de": "Europe/Berlin", "ee": "Europe/Tallinn", "fi": "Europe/Helsinki", "gr": "Europe/Athens",
    "hu": "Europe/Budapest", "lt": "Europe/Vilnius", "pl": "Europe/Warsaw", "ro": "Europe/Bucharest",
    "at": "Europe/Vienna", "by": "Europe/Minsk", "ch": "Europe/Zurich", "cz": "Europe/Prague", "fr": "Europe/Paris",
    "it": "Europe/Rome", "kg": "Asia/Bishkek", "lv": "Europe/Riga", "ru": "Europe/Moscow", "tr": "Europe/Istanbul",
    "ua": "Europe/Kyiv", "uk": "Europe/London", "uz": "Asia/Tashkent",
}  # fmt: skip
_UNKNOWN = "UTC"


def presumed_zone(url: str) -> str:
    """Return the zone (tz database) of the country in which a site is registered, `UTC` where that tells none.

    Countries with one zone only, and Russia, whose press keeps Moscow's. Raises ValueError for what is no address.
    """
    return _BY_COUNTRY.get(site(url).partition(":")[0].rpartition(".")[2], _UNKNOWN)
