"""How fast articles are read from archives, and that memory stays flat: `make bench-articles`, or

    .venv/bin/python -m tests.benchmarks.articles --documents 1000000

The pages are made up (`tests/generated_articles.py`): 40 to 60 kB each, with menus and scripts; of those about something else one in ten
is about a court and one in ten about AI. Rates are of processor time on one core, everything included from the archive on. A rate below its
floor, or memory that grows, ends it with 1.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from generated_articles import archive, irrelevant, relevant

from graph.store import open_store
from loaders.articles import corpus
from loaders.articles.pool import Pool
from loaders.run import load_articles

FLOORS = {"irrelevant pages a second": 1500, "relevant articles a second": 60}
GROWTH = 1.1
"""By how much the peak of memory may grow between the first tenth of a corpus and its end."""

SHARD = 2000


def rate(archives: list[Path]) -> tuple[float, corpus.Stretch]:
    """Documents a second of processor time in this process, from archives to statements, and what the last one gave."""
    for stretch in corpus.stretches(archives[:1], Pool()):  # patterns compiled, automata made
        last = stretch
    began, documents = time.process_time(), 0
    for stretch in corpus.stretches(archives, Pool()):
        documents += stretch.documents
        last = stretch
    return documents / (time.process_time() - began), last


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory(folder: Path, documents: int) -> tuple[float, float, float]:
    """Peaks of memory after a tenth of a corpus and at its end, in MB, and documents a second, read and written by one process."""
    shard = folder / "mixed.warc.gz"
    archive(shard, (relevant(n) if n % 200 == 0 else irrelevant(n) for n in range(SHARD)))
    count = max(documents // SHARD, 10)
    shards = []
    for number in range(count):  # the same pages again and again, each shard with one of its own, so that none is known
        shards.append(folder / f"{number}.warc.gz")
        archive(shards[-1], iter([relevant(10_000 + number)]), 10_000 + number)
        with shards[-1].open("ab") as file:
            file.write(shard.read_bytes())
    seen: list[float] = []
    began = time.perf_counter()
    with open_store(f"sqlite:///{folder / 'graph.db'}") as store:
        for _ in load_articles(store, shards, lambda *_: seen.append(peak()), workers=1):
            pass
    return seen[count // 10], seen[-1], count * (SHARD + 1) / (time.perf_counter() - began)


def main() -> None:
    """Measure, print, and compare with the floors."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=1000, help="pages for the rate of irrelevant ones (1000)")
    options.add_argument("--articles", type=int, default=150, help="articles for the rate of relevant ones (150)")
    options.add_argument("--documents", type=int, default=20_000, help="documents of the corpus for which memory is watched (20000)")
    options.add_argument("--json", type=Path, help="where to write the figures")
    chosen = options.parse_args()
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive(folder / "other.warc.gz", map(irrelevant, range(chosen.pages)))
        archive(folder / "ours.warc.gz", map(relevant, range(chosen.articles)))
        passed, stretch = rate([folder / "other.warc.gz"])
        assert stretch.told == [] and stretch.issues == []
        figures["irrelevant pages a second"] = round(passed)
        read, stretch = rate([folder / "ours.warc.gz"])
        assert stretch.passed_over == 0 and stretch.issues == []
        figures["relevant articles a second"] = round(read, 1)
        early, late, speed = memory(folder, chosen.documents)
        figures |= {"documents": chosen.documents, "MB after a tenth": round(early), "MB at the end": round(late),
                    "documents a second, with writing": round(speed)}  # fmt: skip
    for figure, value in figures.items():
        print(f"{figure:<36} {value:>12,}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    short = [figure for figure, floor in FLOORS.items() if figures[figure] < floor]
    if late > early * GROWTH:
        short.append("memory grows")
    if short:
        sys.exit(f"below the floor: {', '.join(short)}")


if __name__ == "__main__":
    main()
