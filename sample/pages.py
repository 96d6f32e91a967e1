"""What the sample's sites answer: pages, lists and REST posts, each with the sample's label on its face."""

from __future__ import annotations

import json
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sample.chapters import Chapter, Item

LABEL = "Synthetic sample text"
"""Stands on every page of the sample, outside the article."""

ALMATY = ZoneInfo("Asia/Almaty")

_MONTHS = {
    language: months.split()
    for language, months in {
        "en": "January February March April May June July August September October November December",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
        "listopada grudnia",
    }.items()
}


def local(at: datetime) -> datetime:
    """The instant of a local time as printed in Kazakhstan's capital."""
    return at.replace(tzinfo=ALMATY)


def _printed(at: datetime, language: str) -> str:
    return f"{at.day} {_MONTHS[language][at.month - 1]} {at.year}"


_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters |= {
    "printed": _printed,
    "iso": lambda at: local(at).isoformat(),
    "rfc822": lambda at: format_datetime(local(at)),
    "json": lambda value: json.dumps(value, ensure_ascii=False),
}
_templates.globals["LABEL"] = LABEL


def render(template: str, chapter: Chapter, **more: Any) -> str:
    """Fill in one file of `templates/`."""
    return _templates.get_template(template).render(chapter=chapter, **more)


def article(chapter: Chapter, item: Item) -> str:
    """The page of one item, as its source lays it out."""
    return render(
        chapter.layout(item).template,
        chapter,
        item=item,
        url=chapter.site + chapter.path(item),
        language=chapter.language_of(item),
        paragraphs=item.text.split("\n"),
    )


def post(chapter: Chapter, item: Item) -> dict[str, Any]:
    """One item as WordPress's REST API gives it (`/wp-json/wp/v2/posts`)."""
    changed = item.edited.at if item.edited else item.at
    link = chapter.site + chapter.path(item)
    return {
        "id": chapter.number(item),
        "date": item.at.isoformat(),
        "date_gmt": _gmt(item.at),
        "guid": {"rendered": link},
        "modified": changed.isoformat(),
        "modified_gmt": _gmt(changed),
        "slug": item.slug,
        "status": "publish",
        "type": "post",
        "link": link,
        "title": {"rendered": item.title},
        "content": {
            "rendered": "".join(f"<p>{line}</p>\n" for line in item.text.split("\n")),
            "protected": False,
        },
        "excerpt": {"rendered": "", "protected": False},
        "sample": LABEL,
    }


def _gmt(at: datetime) -> str:
    return local(at).astimezone(ZoneInfo("UTC")).replace(tzinfo=None).isoformat()
