"""A term's schedule, deferral, repayment and PnL terms, from the JSON in which they are kept. Pure.

Numbers are strings of decimals there. `payout`, `share` and `netting` may be shares of one or percent numbers: 0.15 and 15 are the same
rate. `netting` and `loss_carry` may also be plain yes or no: a haircut whose size is not stated takes nothing off, and says so; losses
that are carried begin at none.
"""

from datetime import date
from decimal import Decimal

from offers.valuation.discounting import Deferral, deferral
from offers.valuation.exact import fraction
from offers.valuation.lines import PnlTerms
from offers.valuation.pnl import Scenario
from offers.valuation.repayment import METHODS, Repayment
from offers.valuation.vesting import Part

WORDS = {"true": True, "false": False, "yes": True, "no": False}


def number(given) -> Decimal | None:
    """A decimal from a string or number; None for what is empty or plain yes or no."""
    if given is None or given == "" or isinstance(given, bool) or str(given).lower() in WORDS:
        return None
    return Decimal(str(given))


def said(given) -> bool:
    """Whether it is a plain yes."""
    return given is True or WORDS.get(str(given).lower(), False)


def rate(given) -> Decimal | None:
    found = number(given)
    return None if found is None else fraction(found)


def parts_from(schedule) -> tuple[Part, ...]:
    return tuple(part_from(part) for part in schedule or ())


def part_from(part: dict) -> Part:
    months = number(part.get("months"))
    return Part(
        on=date.fromisoformat(part["on"]) if part.get("on") else None,
        months=None if months is None else int(months),
        percent=number(part.get("percent")),
        amount=number(part.get("amount")),
    )


def deferral_from(given) -> Deferral | None:
    """None where nothing is deferred, or nothing says until when."""
    if not given or not given.get("months") or not number(given.get("percent")):
        return None
    months, chances = [int(number(months)) for months in given["months"]], [number(chance) for chance in given.get("chances") or ()]
    return deferral(number(given["percent"]), months, number(given.get("chance")), chances=chances)


def repayment_from(given) -> Repayment | None:
    if not given or not number(given.get("months")):
        return None
    method = given.get("method") if given.get("method") in METHODS else "linear"
    triggers = tuple(str(trigger) for trigger in given.get("triggers") or ())
    return Repayment(months=int(number(given["months"])), method=method, basis=given.get("basis") or "gross", triggers=triggers)


def guarantee_from(given) -> dict:
    """An amount alone, or {amount, role?, years?}."""
    said = given if isinstance(given, dict) else {"amount": given}
    years = tuple(int(year) for year in said.get("years") or ())
    return {"guarantee": number(said.get("amount")), "guarantee_role": said.get("role") or "", "guarantee_years": years}


def pnl_from(given) -> PnlTerms | None:
    if not given:
        return None
    carry = number(given.get("loss_carry"))
    return PnlTerms(
        scenarios=tuple(Scenario(pnl=number(one["pnl"]), chance=number(one["chance"])) for one in given.get("scenarios") or ()),
        share=rate(given.get("share")),
        payout=rate(given.get("payout")),
        netting=rate(given.get("netting")),
        nets_unknown=said(given.get("netting")),
        **guarantee_from(given.get("guarantee")),
        carry=carry,
        carries_losses=carry is not None or said(given.get("loss_carry")),
        cut_offs=str(given.get("cut_offs") or ""),
    )
