"""How well reading guides does against the rows that a person read: `python -m tests.accuracy` prints it.

Two sets: the sample guides, where they are here, and guides that were written with their rows, before the reader saw them.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from guides.parsing import read
from guides.parsing.rows import TARGET_KINDS, Guide
from tests.samples import HERE, SAMPLES

GOLD = Path(__file__).parent / "gold"
WRITTEN = Path(__file__).parent / "written"
EXACT = ("role", "company", "tags", "levers", "sources")
AIMS = {"bands": 0.99, "anchor": 0.95, "accept": 0.97} | dict.fromkeys(("peers", *EXACT), 0.98)  # walk-aways: one miss, one extra


@dataclass
class Measure:
    """What was found of one kind of thing, over all guides, and the differences as lines of text."""

    hits: int = 0
    missed: int = 0
    extra: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.hits / max(self.hits + self.missed, 1)

    @property
    def precision(self) -> float:
        return self.hits / max(self.hits + self.extra, 1)

    def compare(self, name: str, wanted: Iterable[tuple], found: Iterable[tuple]) -> None:
        wanted_rows, found_rows = Counter(wanted), Counter(found)
        missed, extra = wanted_rows - found_rows, found_rows - wanted_rows
        self.hits += (wanted_rows & found_rows).total()
        self.missed += missed.total()
        self.extra += extra.total()
        self.differences += [f"{name}: missed {row}" for row in missed.elements()]
        self.differences += [f"{name}: extra  {row}" for row in extra.elements()]


def gold_guides(folder: Path = GOLD) -> dict[str, dict]:
    return {path.stem: json.loads(path.read_text(encoding="utf8")) for path in sorted(folder.glob("*.json"))}


def read_samples() -> Iterator[tuple[str, dict, Guide]]:
    """The name of each sample guide, the rows that a person read in it, and the rows that the reader finds."""
    for name, gold in gold_guides().items():
        yield name, gold, read_file(SAMPLES / "corpus" / (name.replace("__", "/") + ".md"))


def read_written() -> Iterator[tuple[str, dict, Guide]]:
    for name, gold in gold_guides(WRITTEN).items():
        yield name, gold, read_file(WRITTEN / f"{name}.md")


def read_file(path: Path) -> Guide:
    return read(path.read_text(encoding="utf8"), path=str(path))


def decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def gold_bands(gold: dict) -> list[tuple]:
    return [(*row[:4], decimal(row[4]), decimal(row[5]), row[7], row[8]) for row in gold["bands"]]


def read_bands(guide: Guide) -> list[tuple]:
    return [(b.region, b.level, b.component, b.unit, b.low, b.high, b.currency, b.period) for b in guide.bands]


def gold_targets(gold: dict, kind: str) -> list[tuple]:
    return [(row[1], decimal(row[3]), decimal(row[4]), row[6]) for row in gold["targets"] if row[0] == kind and row[2] != "text"]


def read_targets(guide: Guide, kind: str) -> list[tuple]:
    return [(t.component, t.low, t.high, t.currency) for t in guide.targets if t.kind == kind and t.unit != "text"]


def gold_details(gold: dict) -> list[tuple]:
    """What else each target states: kind, component, low and currency, then unit, open end, period and place."""
    return [(row[0], row[1], decimal(row[3]), row[6], row[2], row[5], row[7], row[8] or "") for row in gold["targets"] if row[2] != "text"]


def read_details(guide: Guide) -> list[tuple]:
    rows = [target for target in guide.targets if target.unit != "text"]
    return [(t.kind, t.component, t.low, t.currency, t.unit, t.open_ended, t.period, t.scope) for t in rows]


def gold_peers(gold: dict) -> list[tuple]:
    return [(level["own_level"], *peer) for level in gold["levels"] if not level["is_attribute"] for peer in level["peers"]]


def read_peers(guide: Guide) -> list[tuple]:
    return [(level.own_level, peer.company, peer.level) for level in guide.levels if not level.is_attribute for peer in level.peers]


def read_exactly(guide: Guide) -> dict:
    return {
        "role": guide.role,
        "company": guide.company,
        "tags": list(guide.tags),
        "levers": len(guide.levers),
        "sources": len(guide.sources),
    }


def measure(guides: Iterable[tuple[str, dict, Guide]]) -> dict[str, Measure]:
    """Rows by recall and precision; role, company, tags, levers and sources by the share of guides that have them exactly."""
    measures = {name: Measure() for name in ("bands", *TARGET_KINDS, "peers", *EXACT)}
    for name, gold, guide in guides:
        measures["bands"].compare(name, gold_bands(gold), read_bands(guide))
        for kind in TARGET_KINDS:
            measures[kind].compare(name, gold_targets(gold, kind), read_targets(guide, kind))
        measures["peers"].compare(name, gold_peers(gold), read_peers(guide))
        exact = read_exactly(guide)
        for key in EXACT:
            measures[key].compare(name, [(str(gold[key]),)], [(str(exact[key]),)])
    return measures


def report(measures: dict[str, Measure]) -> str:
    table = [
        f"{name:10} recall {m.recall:.4f} precision {m.precision:.4f} ({m.hits} hit, {m.missed} missed, {m.extra} extra)"
        for name, m in measures.items()
    ]
    return "\n".join(table + [f"{name} {line}" for name, m in measures.items() for line in m.differences])


if __name__ == "__main__":
    for title, guides in (("sample guides", read_samples() if HERE else []), ("written guides", read_written())):
        sys.stdout.write(f"{title}\n{report(measure(guides))}\n\n")
