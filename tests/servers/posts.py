"""Posts whose truth is known: what WordPress is given, and what a reader must then see."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from urllib.parse import quote

from tests.servers.prose import PROSE

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split(),
        strict=True,
    )
)


@dataclass(frozen=True)
class Post:
    """One post or page as a reader of the site sees it.

    Text is plain: no markup, entities resolved, quotation marks as printed, single spaces.
    """

    id: int
    kind: str
    """`post` or `page`."""
    status: str
    """`publish`, `draft`, `pending`, `private`, `future` or `trash`."""
    language: str
    title: str
    url: str
    published: datetime
    """In the site's own time zone; `published.date()` is the day as printed."""
    modified: datetime
    paragraphs: tuple[str, ...]
    """The body in order: paragraphs, quotations, list items. Captions are not among them."""
    captions: tuple[str, ...]
    section: str
    password: str = ""
    """Not empty: published, but the body is shown only to who knows this."""
    stored: dict[str, object] = field(default_factory=dict, repr=False, compare=False)
    """What WordPress is given (see `insert` in machine/site.php)."""

    @property
    def text(self) -> str:
        """The body, one paragraph a line, without captions."""
        return "\n".join(self.paragraphs)

    @property
    def readable(self) -> bool:
        """Whether any visitor may read title and body."""
        return self.status == "publish" and not self.password


@dataclass(frozen=True)
class Picture:
    """An image of the media library."""

    id: int
    url: str
    file: str
    """Path below wp-content/uploads."""
    caption: str


def shown(text: str) -> str:
    """Typed `text` as WordPress prints it, of its typographic rules those that the prose needs."""
    text = re.sub(r'"([^"]*)"', r"“\1”", text)
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    return text.replace("...", "…").replace(" - ", " – ")


def slug_of(title: str, language: str, *, latin: bool) -> str:
    """The last part of an address: ASCII for Latin letters and, if `latin`, for Russian ones."""
    title = title.lower()
    if language == "ru" and latin:
        title = "".join(_LATIN.get(letter, letter) for letter in title).replace("_", "")
    if language not in {"ru", "kk"}:
        title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[^\W_]+", title))
    return slug[: 60 if slug.isascii() else 28].strip("-")


class Newsroom:
    """Writes posts for one site: the same seed writes the same posts."""

    def __init__(self, seed: int, url: str, *, dated: bool, blocks: bool) -> None:
        """`dated` chooses /2015/08/slug/ over /?p=N; `blocks` mixes block markup with classic shortcodes."""
        self.random = Random(seed)
        self.url, self.dated, self.blocks = url, dated, blocks
        self.pictures: list[Picture] = []
        self._slugs: set[str] = set()
        self._titles: set[str] = set()

    def picture(self, id: int, language: str, month: str) -> Picture:
        """Add an image to the media library; `month` is `2015/04`."""
        file = f"{month}/photo-{id}.png"
        caption = PROSE[language].compose(self.random, PROSE[language].captions)
        self.pictures.append(Picture(id, f"{self.url}/wp-content/uploads/{file}", file, caption))
        return self.pictures[-1]

    def post(
        self,
        id: int,
        language: str,
        published: datetime,
        *,
        kind: str = "post",
        status: str = "publish",
        modified: datetime | None = None,
        password: str = "",
        empty: bool = False,
        gallery: bool = False,
        earlier_versions: int = 0,
    ) -> Post:
        """Write one post; `earlier_versions` of its body were saved before the final one."""
        title = self._title(language)
        slug = self._slug(title, language)
        body = Body(self.random, language, blocks=self.blocks and self.random.random() < 0.4)
        if not empty:
            self._fill(body, gallery)
        section = self.random.choice(PROSE[language].sections)
        modified = modified or published
        return Post(
            id=id,
            kind=kind,
            status=status,
            language=language,
            title=shown(title),
            url=self._address(id, kind, slug, published),
            published=published,
            modified=modified,
            paragraphs=tuple(body.paragraphs),
            captions=tuple(body.captions),
            section=section,
            password=password,
            stored={
                "id": id,
                "kind": kind,
                "status": status,
                "title": title,
                "slug": slug,
                "html": body.html,
                "earlier": [body.html_of_first(n) for n in range(1, earlier_versions + 1)],
                "published": f"{published:%Y-%m-%d %H:%M:%S}",
                "modified": f"{modified:%Y-%m-%d %H:%M:%S}",
                "section": section,
                "tags": [PROSE[language].where[id % 5].split()[-1]],
                "password": password,
            },
        )

    def revised(self, post: Post, modified: datetime, title: str | None = None) -> Post:
        """`post` with one more paragraph and, if given, a new title; its address stays."""
        before = str(post.stored["html"])
        body = Body(self.random, post.language, blocks=before.startswith("<!-- wp:"))
        body.parts.append(before)
        body.paragraph()
        changes = {"html": body.html, "title": title or post.stored["title"]}
        return replace(
            post,
            title=shown(title) if title else post.title,
            modified=modified,
            paragraphs=(*post.paragraphs, *body.paragraphs),
            stored={**post.stored, **changes, "modified": f"{modified:%Y-%m-%d %H:%M:%S}"},
        )

    def _title(self, language: str) -> str:
        while True:
            title = PROSE[language].compose(self.random, PROSE[language].titles)
            if title not in self._titles:
                self._titles.add(title)
                return title

    def _slug(self, title: str, language: str) -> str:
        stem = slug_of(title, language, latin=self.random.random() < 0.5)
        names = (f"{stem}-{n}" if n > 1 else stem for n in range(1, 1000))
        slug = next(name for name in names if name not in self._slugs)
        self._slugs.add(slug)
        return slug

    def _address(self, id: int, kind: str, slug: str, published: datetime) -> str:
        if not self.dated:
            return f"{self.url}/?{'page_id' if kind == 'page' else 'p'}={id}"
        month = f"{published:%Y/%m}/" if kind == "post" else ""
        return f"{self.url}/{month}{quote(slug).lower()}/"

    def _fill(self, body: Body, gallery: bool) -> None:
        body.paragraph()
        if self.pictures and self.random.random() < 0.6:
            body.picture(self.random.choice(self.pictures))
        if not body.blocks and self.random.random() < 0.2:
            body.parts.append("<!--more-->")
        for _ in range(self.random.randint(2, 6)):
            body.paragraph()
        if self.random.random() < 0.3:
            body.quotation()
        if self.random.random() < 0.2:
            body.bullets()
        if gallery:
            body.gallery(self.random.sample(self.pictures, 3))


class Body:
    """The HTML of one post as its author saved it, and beside it what a reader will see."""

    def __init__(self, random: Random, language: str, *, blocks: bool) -> None:
        self.random, self.prose, self.blocks = random, PROSE[language], blocks
        self.parts: list[str] = []
        self.paragraphs: list[str] = []
        self.captions: list[str] = []

    @property
    def html(self) -> str:
        """What the editor saved."""
        return "\n\n".join(self.parts)

    def html_of_first(self, parts: int) -> str:
        """An earlier version, when only so many parts were written."""
        return "\n\n".join(self.parts[:parts])

    def paragraph(self) -> None:
        """Two to four sentences."""
        typed = self._sentences(self.random.randint(2, 4))
        self._add("paragraph", f"<p>{typed}</p>" if self.blocks else typed)

    def quotation(self) -> None:
        """A block quotation of one sentence."""
        self._add("quote", f"<blockquote><p>{self._sentences(1)}</p></blockquote>")

    def bullets(self) -> None:
        """A list of three sentences; each item counts as a paragraph."""
        items = "".join(f"<li>{self._sentences(1)}</li>" for _ in range(3))
        self._add("list", f"<ul>{items}</ul>")

    def picture(self, picture: Picture) -> None:
        """An image with a caption of its own, as a block or as the [caption] shortcode."""
        caption = self.prose.compose(self.random, self.prose.captions)
        self.captions.append(shown(caption))
        image = f'<img src="{picture.url}" alt="" width="300" height="200" class="wp-image-{picture.id}"/>'
        typed = html.escape(caption, quote=False)
        if self.blocks:
            figure = f'<figure class="wp-block-image">{image}<figcaption>{typed}</figcaption></figure>'
            self.parts.append(f'<!-- wp:image {{"id":{picture.id}}} -->{figure}<!-- /wp:image -->')
        else:
            shortcode = f'[caption id="attachment_{picture.id}" align="alignleft" width="300"]'
            self.parts.append(f"{shortcode}{image} {typed}[/caption]")

    def gallery(self, pictures: list[Picture]) -> None:
        """A [gallery] of library images, which prints the captions that the library keeps."""
        self.captions += [shown(picture.caption) for picture in pictures]
        shortcode = f'[gallery ids="{",".join(str(picture.id) for picture in pictures)}"]'
        self.parts.append(
            f"<!-- wp:shortcode -->{shortcode}<!-- /wp:shortcode -->" if self.blocks else shortcode
        )

    def _add(self, block: str, markup: str) -> None:
        self.parts.append(f"<!-- wp:{block} -->{markup}<!-- /wp:{block} -->" if self.blocks else markup)

    def _sentences(self, count: int) -> str:
        """Typed HTML of one paragraph; notes at the same time what a reader will see of it."""
        plain = [self.prose.compose(self.random, self.prose.sentences) for _ in range(count)]
        if self.random.random() < 0.1:
            plain[-1] += " 🎉"
        self.paragraphs.append(shown(" ".join(plain)))
        return " ".join(self._marked(html.escape(sentence, quote=False)) for sentence in plain)

    def _marked(self, sentence: str) -> str:
        """Now and then with bold or linked first words, or with a space that does not break."""
        first, second, rest = sentence.split(" ", 2)
        if re.search(r"[\"'«„“&-]|\.\.", first + second):
            return sentence
        chance = self.random.random()
        if chance < 0.1:
            return f"<strong>{first} {second}</strong> {rest}"
        if chance < 0.2:
            return f'<a href="https://example.org/{self.random.randint(1, 99)}">{first} {second}</a> {rest}'
        if chance < 0.3:
            return f"{first}&nbsp;{second} {rest}"
        return sentence
