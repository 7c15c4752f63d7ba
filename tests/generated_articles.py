"""Made-up news pages: some report on suits over training data, most on something else. Nothing in them is true."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from pathlib import Path

MAKERS = ("OpenAI", "Anthropic", "Suno", "Udio", "Stability AI", "Midjourney", "Perplexity AI", "Meta", "LinkedIn", "Clearview AI", "Otter.ai", "Nvidia")
WORKS = (
    ("novelists", "pirated books", "its chatbot", "copyright infringement"),
    ("record labels", "sound recordings of songs", "its music generator", "copyright infringement"),
    ("photographers", "photographs", "its image generator", "copyright infringement"),
    ("newspapers", "news articles", "its large language models", "copyright infringement and false designation of origin"),
    ("customers", "private messages", "its AI models", "breach of contract and violating the Stored Communications Act"),
)  # fmt: skip
COURTS = (("cand", "U.S. District Court for the Northern District of California"), ("nysd", "U.S. District Court for the Southern District of New York"),
          ("mad", "U.S. District Court for the District of Massachusetts"))  # fmt: skip
FIRST = "Ada Berta Carl Dora Emil Frida Georg Hanna Ivan Jutta Karl Lotte Moritz Nora Otto Paula".split()
LAST = "Abel Brandt Conrad Drexler Ebert Falk Gerber Hagen Imhof Jansen Keller Lorenz Maurer Nolte Oster Pohl".split()
NOUNS = "harbour council bridge market team season weather river school museum election festival budget railway hospital garden factory ferry".split()
VERBS = "opened closed announced delayed praised repaired visited expanded welcomed criticised measured painted".split()
MENU = "Home World Politics Business Markets Technology AI Science Health Courts Sport Culture Travel Opinion Video Podcasts Newsletters Weather".split()


def page(title: str, paragraphs: list[str], number: int, rng: random.Random) -> str:
    """A page as sites make them: menus, scripts, teasers, and a story in the middle, 40 to 60 kB in all."""
    menu = "".join(f'<li class="menu-item"><a href="/{word.lower()}">{word}</a></li>' for word in MENU)
    teasers = "".join(f'<div class="card"><a href="/{n}"><h3>{sentence(rng)}</h3></a></div>' for n in range(20))
    script = "".join(f'window.q{n}=function(t){{return Object.assign(t,{{id:"{rng.getrandbits(96):x}",n:{n}}})}};' for n in range(380))
    story = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Example Courier</title>'
        f'<link rel="canonical" href="https://courier.example/{number}"><meta property="og:site_name" content="Example Courier">'
        f'<meta property="article:published_time" content="2031-{number % 12 + 1:02}-{number % 28 + 1:02}T08:00:00Z"><script>{script}</script></head>'
        f'<body><nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{story}</article><section>{teasers}</section><footer><ul>{menu}</ul>'
        f"<p>© 2031 Example Courier</p></footer></body></html>"
    )


def sentence(rng: random.Random) -> str:
    """A sentence of general news."""
    place = rng.choice(LAST)
    return f"The {rng.choice(NOUNS)} of {place} {rng.choice(VERBS)} the {rng.choice(NOUNS)} on {rng.choice(('Monday', 'Friday'))}, said {rng.choice(FIRST)} {rng.choice(LAST)}."


def relevant(number: int) -> str:
    """A page that reports on a suit over training data."""
    rng = random.Random(number)
    maker = MAKERS[number % len(MAKERS)]
    who, what, system, claim = WORKS[number % len(WORKS)]
    _, court = COURTS[number % len(COURTS)]
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    docket = f"{number % 9 + 1}:31-cv-{number % 100_000:05}"
    paragraphs = [
        f"{maker} was sued on Tuesday by {name} and other {who}, who say that it used {what} without permission to train {system}.",
        f"The proposed class action, {name.split()[1]} v. {maker}, No. {docket}, was filed in the {court}.",
        f"The complaint accuses {maker} of {claim}. It asks for statutory damages of ${rng.randint(1, 150)},000 for each violation and for an injunction.",
        f'"{maker} built {system} on {what} that it never paid for," the lawsuit says.',
        f"A spokesperson for {maker} declined to comment on the lawsuit.",
        *(sentence(rng) + " " + sentence(rng) for _ in range(6)),
    ]
    return page(f"{maker} sued over {what} used to train {system}", paragraphs, number, rng)


def irrelevant(number: int) -> str:
    """A page about something else: one in ten of a court, one in ten of AI."""
    rng = random.Random(-number)
    paragraphs = [" ".join(sentence(rng) for _ in range(4)) for _ in range(14)]
    if number % 10 == 0:
        paragraphs[1:1] = ["The builder was sued in the district court over the bridge. A judge will hear the lawsuit in May, a lawyer said."]
    elif number % 10 == 5:
        paragraphs[1:1] = ["The firm showed an AI model that writes letters. Its chatbot was trained on public text, the company said on Monday."]
    return page(sentence(rng).rstrip("."), paragraphs, number, rng)


def record(body: str, number: int) -> bytes:
    """A page as one member of an archive."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2031-01-22T18:15:30Z\r\n"
        f"WARC-Record-ID: <urn:uuid:35c5238a-d337-5d48-8a52-{number:012}>\r\nWARC-Target-URI: https://courier.example/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def archive(path: Path, pages: Iterator[str], first: int = 0) -> None:
    """Write pages into an archive, each a member of gzip, as crawls do."""
    with path.open("wb") as file:
        for number, body in enumerate(pages, first):
            file.write(gzip.compress(record(body, number), 1))
