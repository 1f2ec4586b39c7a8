"""What a comparison comes to, in sentences."""

from negotiate.counting import counted
from negotiate.dates import day_words
from negotiate.money.formatting import estimate, percent, percent_estimate, three_figures
from offers.assumption_forms import said
from offers.assumption_words import named
from offers.compared import Compared
from offers.comparing import BreakEven, Pair
from offers.comparing.verdicts import AHEAD, CLOSE
from offers.options import PRESENT
from offers.valuation.assumptions import LABELS, OURS, Assumption

MOST_SHOWN = 3
NO_BREAK_EVEN = "No single chance, rate or price that this rests on would make them come to the same."
BY = {"certain": "By cash that is certain", "everything": "If everything pays"}


def listed(names) -> str:
    """A; A and B; A, B and C."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def title_words(found: Compared) -> str:
    """Who leads by what is to be expected, in a few words; where that turns on an assumption of ours, on which."""
    lead = found.verdict.lead
    if lead.kind == AHEAD:
        return f"{found.option(lead.best).name} is worth most{ours_words(found)}"
    if lead.kind == CLOSE:
        return f"Too close to call{ours_words(found)}: {listed(found.option(key).name for key in lead.among)}"
    return "This cannot be compared in money yet"


def ours_words(found: Compared) -> str:
    """What nobody stated and the verdict turns on: , on our own assumption (chance of a target bonus 80 %)."""
    turning = [one for _, one in found.verdict.turns_on]
    names = {one.name for one in turning}
    return f", on our own assumption{'s' if len(names) > 1 else ''} ({named(turning)})" if turning else ""


def verdict_words(found: Compared) -> list[str]:
    """By how much, on what it turns, what the other headlines say, and of which options nothing can be counted."""
    sentences = [*lead_words(found), *headline_words(found)]
    if found.verdict.unknown:
        names = listed(found.option(key).name for key in found.verdict.unknown)
        sentences.append(f"Nothing of {names} can be counted in money.")
    return sentences


def lead_words(found: Compared) -> list[str]:
    lead = found.verdict.lead
    if lead.best is None:
        return []
    others = [option for option in found.options if option.sums is not None and option.key != lead.best]
    next_best = max(others, key=lambda option: (option.key in lead.among, option.expected, option.key))
    even = even_words(found)[:MOST_SHOWN] or [NO_BREAK_EVEN]
    return [distance_words(found, found.verdict.pair_of(lead.best, next_best.key), lead.best, next_best.key), *even]


def even_words(found: Compared) -> list[str]:
    """Where the leader and another come to the same: first what a typed range holds, then what is our assumption, the nearest first."""
    all_of_them = [(pair, one) for pair in pairs_of_best(found) for one in pair.break_evens]

    def place(pair_and_one):
        pair, one = pair_and_one
        return not one.is_inside, one.assumption.whose != OURS, abs(pair.difference), abs(one.at - one.assumption.value)

    return [break_even_words(found, pair, one) for pair, one in sorted(all_of_them, key=place)]


def more_even_words(found: Compared) -> list[str]:
    """The break-evens that do not stand beside the verdict."""
    return even_words(found)[MOST_SHOWN:]


def pairs_of_best(found: Compared) -> list[Pair]:
    return [pair for pair in found.verdict.pairs if pair.is_known and found.verdict.lead.best in (pair.first, pair.second)]


def distance_words(found: Compared, pair: Pair, best: str, other: str) -> str:
    """By what is to be expected in present value, Millennium comes to $6,680,328 more than Citadel: 81.2 % of the larger."""
    first, second = found.option(best).name, found.option(other).name
    if not pair.difference:
        return f"{first} and {second} come to the same, in present value."
    more = estimate(abs(pair.difference), found.ground.currency)
    apart = percent_estimate(pair.percent)
    words = f"{first} is expected to bring {more} more than {second} in present value, {apart} of the larger"
    return f"{words}: at 2\u00a0% or less nobody can tell." if pair.is_within_two_percent else f"{words}."


def break_even_words(found: Compared, pair: Pair, one: BreakEven) -> str:
    """Both come to the same where the chance of a target bonus at Citadel is about 62 %: you said 50 % to 90 %, or nobody said anything."""
    name = one.assumption.name
    label = f"{LABELS[name].lower()}{whose_words(found, one.of)}"
    both = listed(found.option(key).name for key in (pair.first, pair.second))
    return f"{both} come to the same at about {said(name, three_figures(one.at))} ({label}): {source_words(one.assumption)}."


def source_words(assumption: Assumption) -> str:
    """Whose the value is that was counted with: 80 % is our assumption, nobody stated it; you said 50 % to 90 %."""
    value, low, high = (
        said(assumption.name, end) if end is not None else "" for end in (assumption.value, assumption.low, assumption.high)
    )
    if assumption.whose == OURS:
        return f"{value} is our assumption, nobody stated it"
    return f"you said {low} to {high}" if low and high else f"you said {value}"


def whose_words(found: Compared, rests_on: str | None) -> str:
    if rests_on is None:
        return ""
    if rests_on == PRESENT:
        return ", present job"
    return next(f", {one.employer}" for one in found.chosen if one.rests_on == rests_on)


def headline_words(found: Compared) -> list[str]:
    """What the other headlines say, where they say something else."""
    expected = found.verdict.lead
    told = []
    for lead in found.verdict.leads:
        if lead.headline in BY and lead.best is not None and (lead.best, lead.kind) != (expected.best, expected.kind):
            names = listed(found.option(key).name for key in lead.among)
            told.append(f"{BY[lead.headline]}, {names} {'leads' if lead.kind == AHEAD else 'are too close to tell apart'}.")
    return told


def ground_words(found: Compared, today) -> list[str]:
    """What all options stand on: the currency and its rates, the discount rate, the day to which all is discounted."""
    ground = found.ground
    told = [f"All in {ground.currency}, over five years of service, before taxes."]
    if found.is_converted:
        told.append(f"Converted at the rates of {day_words(ground.rate_day)}{age_words(ground.rate_day, today)}.")
    else:
        told.append("Nothing had to be converted.")
    rate = percent(ground.discount_rate * 100)
    told.append(f"Discounted at {rate} a year, {'yours' if ground.rate_whose == 'yours' else 'our assumption'}, for all alike.")
    if ground.rates_differ:
        told.append("Your negotiations have different discount rates: name one to use it here.")
    if any(one.proposal and one.proposal.side == "candidate" for one in found.chosen):
        told.append("A counter is what you ask for: nobody has agreed to it.")
    return told + start_words(found)


def age_words(day, today) -> str:
    age = (today - day).days
    return f", {counted(age, 'day')} old" if age > 7 else ""


def start_words(found: Compared) -> list[str]:
    earliest = found.ground.earliest
    if earliest is None:
        return ["No first day of work is known: each is counted from its own."]
    told = [f"Discounted to the earliest start, {day_words(earliest)}."]
    unknown = [one.name for one in found.chosen if not one.start_on and not one.is_present_job]
    if unknown:
        told.append(f"No first day of work is known for {listed(unknown)}: counted as if it were that day.")
    if any(one.is_present_job for one in found.chosen):
        told.append("The present job is counted as if it went on from that day.")
    return told
