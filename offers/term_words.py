"""Terms and proposals in words, as pages and the timeline say them."""

from negotiate.money.formatting import PERCENT_OF, money, number, percent
from offers.models import Term
from offers.term_values import value_of

PERIODS = {"year": "", "month": " a month", "one_time": "", "grant": ""}
OF = {unit: f" {whole}" if whole else "" for unit, whole in PERCENT_OF.items()}
NOT_PROMISED = ", not promised"
STATES = {"withdrawn": "withdrawn", "not_mentioned": "not mentioned since", "otherwise": "stated in another way now"}
CARRIED = ", carried over"
UNSAID = (Term.Certainty.CONTRACTUAL, Term.Certainty.MARKET, Term.Certainty.ILLIQUID)


def value_words(*, unit, value, currency=None, period="year", text="") -> str:
    """$300,000; 6 % of PnL; 1,200 shares; or the words themselves."""
    if value is None:
        return text
    if unit == Term.Unit.CURRENCY:
        return f"{money(value, currency)}{PERIODS.get(period, '')}"
    if unit == Term.Unit.SHARES:
        return f"{number(value)} share{'' if value == 1 else 's'}"
    return f"{percent(value)}{OF.get(unit, '')}"


def term_words(term: Term) -> str:
    """Base salary $300,000; Bonus $200,000 guaranteed; Title and level: VP. What was not mentioned again is marked."""
    return f"{own_words(term)}{CARRIED if term.carried else ''}"


def own_words(term: Term) -> str:
    value = value_of(term)
    words = value_words(unit=term.unit, value=value, currency=term.currency, period=term.period, text=term.text)
    kind = f" {term.kind}" if term.kind else ""
    if value is None:
        return f"{term.get_component_display()}{kind}: {words}{'' if term.is_promised else NOT_PROMISED}"
    certainty = "" if term.certainty in UNSAID or term.component == Term.Component.PNL else f" {term.get_certainty_display().lower()}"
    return f"{term.get_component_display()}{kind} {words}{certainty if term.is_promised else NOT_PROMISED}"


def proposal_words(proposal) -> str:
    return "; ".join([*map(term_words, proposal.terms.all()), *withdrawn_words(proposal.withdrawn)])


def withdrawn_words(components) -> list[str]:
    """Bonus withdrawn."""
    return [f"{Term.Component(component).label} withdrawn" for component in components]


def change_words(line) -> str:
    """An uplift's line: Base +$30,000; Sign-on: new, $90,000; Bonus: not mentioned since, was $200,000; Bonus withdrawn, was $200,000."""
    name = "Base" if line.component == Term.Component.BASE else Term.Component(line.component).label

    def said(value) -> str:
        return value_words(unit=line.unit, value=value, currency=line.currency, period=line.period)

    if line.state:
        return f"{name} {STATES[line.state]}, was {said(line.first)}"
    if line.change is None:
        return f"{name}: new, {said(line.final)}"
    if not line.change:
        return f"{name} unchanged, {said(line.final)}"
    return f"{name} {'+' if line.change > 0 else '−'}{said(abs(line.change))}"
