"""What strategies of our own wording say, kind by kind: A to say first, C to accept, W to walk away below; in thousands, @ a place."""

import json
from pathlib import Path

import pytest

from guides.parsing import read, rows

CASES = json.loads((Path(__file__).parent / "cases" / "strategies.json").read_text(encoding="utf8"))
GUIDE = """### Data Engineer | Quillmark Global Negotiation Guide

**Negotiation DNA:** Invented | Sample

| Region | Base Salary | RSU (4yr) | Bonus | Sign-On | Total Comp |
|---|---|---|---|---|---|
| San Francisco | $170K–$260K | $160K–$480K | 10–20% | $20K–$60K | $240K–$420K |
| New York | $165K–$250K | $150K–$460K | 10–20% | $20K–$60K | $230K–$400K |
| London | £95K–£150K | £80K–£240K | 10–20% | £10K–£30K | £130K–£230K |
| Berlin | €90K–€140K | €70K–€200K | 10–20% | €10K–€25K | €120K–€210K |
| Singapore | S$140K–S$220K | S$100K–S$300K | 10–20% | S$15K–S$40K | S$190K–S$330K |
| Zürich | CHF 140K–CHF 200K | CHF 100K–CHF 300K | 10–20% | CHF 15K–CHF 40K | CHF 180K–CHF 300K |
| Bangalore | ₹45L–₹80L | ₹40L–₹120L | 10–20% | ₹5L–₹15L | ₹60L–₹120L |

**Global Levers**

1. **Scope:** "A sentence that is long enough to be a script."

> **Negotiate Up Strategy:** {strategy}

**Evidence & Sources**

- Quillmark careers page
"""
KINDS = {"anchor": "A", "accept": "C", "walk_away": "W"}
SIGNS = {"USD": "", "GBP": "£", "EUR": "€", "SGD": "S$", "INR": "₹", None: ""}
UNITS = {"currency": "", "shares": "sh"}
PERIODS = {"year": "/yr", "4yr": "/4yr", "month": "/mo", None: ""}


def short(target: rows.Target) -> str:
    """`A base £120 @London`, `C total 370+`, `A bonus 20%`, `A equity 390/4yr`; periods of grants only, the others have their own."""
    money = target.unit == "currency"
    low, high = (value / 1000 if money and value is not None else value for value in (target.low, target.high))
    amount = f"{low:g}+" if target.open_ended else f"{low:g}" if low == high else f"{low:g}-{high:g}"
    period = PERIODS[target.period] if money and target.component == "equity" else ""
    place = f" @{target.scope}" if target.scope else ""
    sign = SIGNS.get(target.currency, target.currency)
    return f"{KINDS[target.kind]} {target.component} {sign}{amount}{UNITS.get(target.unit, '%')}{period}{place}"


@pytest.mark.parametrize(
    ("strategy", "targets"),
    [
        pytest.param(case["strategy"], case["targets"], id=f"{group['kind']} {n}")
        for group in CASES
        for n, case in enumerate(group["cases"])
    ],
)
def test_a_strategy_says_what_to_ask_to_take_and_to_refuse(strategy, targets):
    guide = read(GUIDE.format(strategy=strategy.replace("\n\n", "\n>\n> ")), path="quillmark/data-engineer.md")
    found = [short(target) for target in guide.targets if target.unit != "text"]
    assert sorted(found) == sorted(one for one in targets.split("; ") if one)
