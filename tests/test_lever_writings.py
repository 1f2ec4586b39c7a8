"""Levers and sources in the writings of many authors: their names without numbers and labels, from the right section alone."""

import pytest

from guides.parsing import read

TITLE = "### Data Engineer | Quillmark Global Negotiation Guide\n\n"
START = f"{TITLE}| Region | Base Salary |\n|---|---|\n| Springfield | $150K–$230K |\n\n"
REASONS = "**Why they hire**\n\n1. **Rewrite:** The old engine ends.\n2. **Scale:** Ten times the data.\n3. **Bet:** The board chose.\n\n"
TABLE = '\n|---|---|\n| Ledger depth | "I have run ledgers at your scale." |\n| Night calm | “I bring calm nights from week one.” |\n'
WORDS = "I have run ledgers at your scale."
OTHER = "I bring calm nights from week one."
NAMES = ["Ledger depth", "Night calm"]

LEVERS = {
    "label without a number": f'**Global Levers**\n\n- **Lever: Ledger depth** — "{WORDS}"\n- **Lever: Night calm** — "{OTHER}"\n',
    "numbered labels": f'#### Global Levers\n\n1. **Lever: Ledger depth**\n   > "{WORDS}"\n\n2. **Lever: Night calm**\n   > "{OTHER}"\n',
    "numbers in words": f'### The Lake Premium\n\n**Lever One — Ledger depth:** "{WORDS}"\n\n**Lever Two — Night calm:** "{OTHER}"\n',
    "letters": f'### The Lake Premium\n\n**Lever A: Ledger depth** — "{WORDS}"\n\n**Lever B: Night calm** — "{OTHER}"\n',
    "hash": f'## Levers\n\n**Lever #1 | Ledger depth**\n"{WORDS}"\n\n**Lever #2 | Night calm**\n"{OTHER}"\n',
    "of four": f'### Lever 1 of 2: Ledger depth\n\n"{WORDS}"\n\n### Lever 2 of 2: Night calm\n\n"{OTHER}"\n',
    "leverage points": f'#### Levers\n\n**Leverage Point 1: Ledger depth**\n> "{WORDS}"\n\n**Leverage Point 2: Night calm**\n> "{OTHER}"\n',
    "table": "#### Global Levers\n\n| Lever | Script |" + TABLE,
    "table under another heading": "### What to push\n\n| Lever | What to say |" + TABLE,
    "reasons before": REASONS + f'### The Premium\n\n**Lever 1 — Ledger depth:** "{WORDS}"\n\n**Lever 2 — Night calm:** "{OTHER}"\n',
    "reasons before a plain list": REASONS + f'**How to ask**\n\n1. **Ledger depth:** "{WORDS}"\n2. **Night calm:** "{OTHER}"\n',
    "in the strategy's section": REASONS
    + f'### Negotiation Strategy\n\nStart early.\n\n**Lever 1: Ledger depth** "{WORDS}"\n\n**Lever 2: Night calm** "{OTHER}"\n',
    "italics": f'**Global Levers**\n\n1. **Ledger depth:** *“{WORDS}”*\n2. **Night calm:** _"{OTHER}"_\n',
    "low quotes": f"**Global Levers**\n\n1. **Ledger depth:** „{WORDS}“\n2. **Night calm:** «{OTHER}»\n",
    "scripts under labels": f"## Levers\n\n**1. Ledger depth**\nRare.\n**Script:** {WORDS}\n\n**2. Night calm**\n**Say:** {OTHER}\n",
}


@pytest.mark.parametrize("writing", LEVERS.values(), ids=LEVERS)
def test_the_names_of_levers_stand_without_numbers_and_labels(writing):
    assert [lever.name for lever in read(START + writing).levers] == NAMES


@pytest.mark.parametrize("writing", LEVERS.values(), ids=LEVERS)
def test_the_script_of_a_lever_is_what_is_to_be_said(writing):
    assert [lever.script for lever in read(START + writing).levers] == [WORDS, OTHER]


def test_a_table_of_levers_keeps_its_other_columns():
    rows = '| 1 | Depth | First call | "I have run ledgers." |\n| 2 | Calm | Last call | "Nights are calm with me." |\n'
    table = f"| # | Lever | When | Script |\n|---|---|---|---|\n{rows}"
    first, second = read(f"{START}#### Global Levers\n\n{table}").levers
    assert (first.name, first.body, first.script) == ("Depth", "When: First call", "I have run ledgers.")
    assert (second.name, second.body) == ("Calm", "When: Last call")


def test_reasons_are_no_levers():
    assert read(START + REASONS).levers == ()


def test_a_strategy_beside_levers_in_its_section_is_still_read():
    levers = f'**Lever 1: Depth** "{WORDS}"\n\n**Lever 2: Calm** "{OTHER}"'
    text = f"{START}### Negotiation Strategy\n\n{levers}\n\n> **Negotiate Up Strategy:** Open at $200K base.\n"
    found = read(text)
    assert ([lever.name for lever in found.levers], [target.low for target in found.targets]) == (["Depth", "Calm"], [200_000])


SOURCES = {
    "brackets": "- [1] Careers page\n- [2] Trade survey\n",
    "footnotes": "[^1]: Careers page\n\n[^2]: Trade survey\n",
    "parentheses": "- (1) Careers page\n- (2) Trade survey\n",
    "bold numbers": "- **[1]** Careers page\n- **[2]** Trade survey\n",
    "words": "- Source 1: Careers page\n- Source 2: Trade survey\n",
    "numbered twice": "1. [1] Careers page\n2. [2] Trade survey\n",
    "table": "| # | Source | Used for |\n|---|---|---|\n| 1 | Careers page | levels |\n| 2 | Trade survey | bands |\n",
}


@pytest.mark.parametrize("writing", SOURCES.values(), ids=SOURCES)
def test_the_titles_of_sources_stand_without_numbers(writing):
    assert [source.title for source in read(f"{START}**Evidence & Sources**\n\n{writing}").sources] == ["Careers page", "Trade survey"]


@pytest.mark.parametrize(
    "title",
    [
        "### 1. Data Engineer | Quillmark Global Negotiation Guide",
        "### Guide: Data Engineer | Quillmark Global Negotiation Guide",
        "# Data Engineer – Quillmark Negotiation Guide (2026)",
        "## **Data Engineer** | **Quillmark** Global Negotiation Guide",
    ],
)
def test_a_title_without_labels_and_numbers(title):
    found = read(f"{title}\n\nWords.\n")
    assert (found.role, found.company) == ("Data Engineer", "Quillmark")


@pytest.mark.parametrize("label", ["Lever {}: Evidence of Scale", "{}. Evidence of Scale", "Lever {} — Level Mapping:"])
def test_a_lever_may_be_called_as_a_section_is(label):
    text = f'{START}#### Global Levers\n\n**{label.format(1)}**\n> "{WORDS}"\n\n**{label.format(2)}**\n> "{OTHER}"\n'
    assert [lever.script for lever in read(text).levers] == [WORDS, OTHER]


def test_a_numbered_section_after_levers_is_none():
    text = (
        f'{START}#### Global Levers\n\n**1. Depth**\n> "{WORDS}"\n\n**2. Calm**\n> "{OTHER}"\n\n**3. Evidence & Sources**\n\n- One\n- Two\n'
    )
    found = read(text)
    assert (len(found.levers), len(found.sources)) == (2, 2)
