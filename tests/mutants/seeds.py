"""What mutants are made of: a good one of each kind, by the numbers of its documents."""

from __future__ import annotations

import json

from tests.extract.place import page

SENTENCE = "Общество немцев открыло воскресную школу в Доме дружбы, и соседи принесли книги. "
SITE = "https://paper.example"


def url_of(number: int | str) -> str:
    """The address of a document."""
    return f"{SITE}/news/{number}"


def plain(number: int | str) -> bytes:
    """An article's page."""
    return page(f"Школа номер {number}", SENTENCE * 5).encode()


def rich(number: int | str) -> bytes:
    """An article's page with all that real ones have: structured data, menus, comments, dates, a table."""
    told = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": f"Школа номер {number}", "datePublished": "2016-05-03T10:00:00+06:00",
        "author": {"@type": "Person", "name": "Редакция"}, "articleBody": SENTENCE * 6, "inLanguage": "ru",
    }  # fmt: skip
    return f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Школа номер {number} | Газета</title>
<link rel="canonical" href="{url_of(number)}"><link rel="shortlink" href="/?p={number}"><meta property="og:title" content="Школа номер {number}">
<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script><style>.a{{b:c}}</style></head>
<body class="single single-post postid-{number}"><nav><ul><li><a href="/">Главная</a></li><li><a href="/news">Новости</a></li></ul></nav>
<main><article class="post"><h1 class="entry-title">Школа номер {number}</h1><time datetime="2016-05-03T10:00:00+06:00">3 мая 2016</time>
<div class="entry-content"><p>{SENTENCE * 3}</p><figure><img src="data:image/png;base64,AAAA"><figcaption>Дети</figcaption></figure>
<p>{SENTENCE * 2}</p><table><tr><td>1</td><td>2</td></tr></table><blockquote>{SENTENCE}</blockquote></div></article></main>
<aside><a href="/1">Другая новость</a></aside><footer>© 2016, просмотров: 1 200</footer></body></html>""".encode()


def posts(number: int | str) -> bytes:
    """An answer of WordPress' REST API."""
    return json.dumps(
        [
            {
                "id": 7, "link": url_of(f"{number}-{part}"), "date": "2016-05-03T10:00:00", "date_gmt": "2016-05-03T04:00:00", "status": "publish",
                "type": "post", "title": {"rendered": f"Школа {number}"}, "content": {"rendered": f"<p>{SENTENCE * 3}</p>", "protected": False},
                "modified_gmt": "2016-05-04T04:00:00", "lang": "ru", "_embedded": {"wp:term": [[{"name": "Новости"}]]},
            }
            for part in range(3)
        ],
        ensure_ascii=False,
    ).encode()  # fmt: skip


def graph(number: int | str) -> bytes:
    """An answer of Facebook's Graph API."""
    made = {"created_time": "2016-05-03T10:00:00+0000", "permalink_url": "https://www.facebook.com/1/posts/2"}
    counts = {
        "reactions": {"summary": {"total_count": 5}},
        "shares": {"count": 1},
        "attachments": {"data": []},
    }
    return json.dumps({"data": [{"id": f"112233_{number}", "message": SENTENCE} | made | counts]}).encode()


def feed(site: str) -> bytes:
    """An RSS feed that names the six articles of a loopback site."""
    items = "".join(
        f"<item><title>Школа {n}</title><link>{site}/news/{n}</link><guid>{n}</guid>"
        f"<pubDate>Tue, 03 May 2016 10:0{n}:00 +0600</pubDate><description>&lt;p&gt;x</description></item>"
        for n in range(6)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Г</title>{items}</channel></rss>'.encode()


def sitemap(site: str) -> bytes:
    """A sitemap that names the six articles of a loopback site."""
    urls = "".join(
        f"<url><loc>{site}/news/{n}</loc><lastmod>2016-05-03T10:00:00+06:00</lastmod></url>" for n in range(6)
    )
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


CROWDTANGLE = "Page Name,User Name,Facebook Id,Post Created,URL,Message,Likes,Comments,Shares"


def crowdtangle(number: int | str) -> bytes:
    """A row of CrowdTangle's table."""
    return (
        f'DAZ,daz.asia,112233445566,2016-05-03 10:00:00 EDT,https://www.facebook.com/112233445566/posts/{number},"{SENTENCE}",'
        '"1,234",2,1'
    ).encode()


def video(number: int | str) -> bytes:
    """A line of yt-dlp's."""
    told = {"title": "Hora", "extractor_key": "Youtube", "channel_id": "UC" + "a" * 22, "channel": "Dacia"}
    return json.dumps(
        told | {"id": f"video{number}", "upload_date": "20160503", "view_count": 7, "duration": 63}
    ).encode()
