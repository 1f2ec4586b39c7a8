"""The doubts about a draft, found anew from its rows whenever it is saved."""

from dataclasses import replace

from guides.differences import TARGETS
from guides.models import Problem
from guides.parsing import rows
from guides.parsing.checks import arithmetic_problems, equity_reading, implausible_bands, magnitudes_of
from guides.storing import rows_of
from negotiate.money.formatting import component_name, figure_range, figure_words

READINGS = {"per_year": "a yearly amount", "four_year_grant": "a grant over four years", "unclear": "unclear"}
USUAL = ("bands", "levers", "sources", "targets")  # what a guide has
COMPUTED = ("total_differs", "equity_reading_differs", "implausible_band", "doubtful_target", *(f"no_{name}" for name in USUAL))


def problems_of(guide: rows.Guide) -> list[rows.Problem]:
    """What its own rows say against a guide."""
    missing = [
        rows.Problem(code=f"no_{name}", message=f"There are no {name}.", severity="note") for name in USUAL if not getattr(guide, name)
    ]
    bands = [replace(band, original=figure_range(band)) for band in guide.bands]  # the words it was read from may be out of date
    return [*arithmetic_problems(bands), *implausible_bands(bands), *doubtful_targets(guide), *equity_problems(guide), *missing]


def doubtful_targets(guide: rows.Guide) -> list[rows.Problem]:
    """A warning for each target that the guide's own bands do not bear out, with the band that says so."""
    magnitudes = magnitudes_of(guide.bands)
    doubts = [(target, magnitudes.doubt(target)) for target in guide.targets if target.unit != "text"]
    return [
        rows.Problem(code="doubtful_target", message=f"{name_of(target)} {figure_words(target)}: {doubt}. Is it right?")
        for target, doubt in doubts
        if doubt
    ]


def name_of(target: rows.Target) -> str:
    return ", ".join(filter(None, (TARGETS[target.kind], component_name(target.component), target.scope)))


def equity_problems(guide: rows.Guide) -> list[rows.Problem]:
    """Where the guide says how its equity is read and its own totals say otherwise."""
    found = equity_reading(guide.bands)
    if not found or guide.equity_reading in ("", found):
        return []
    stated, computed = READINGS[guide.equity_reading], READINGS[found]
    message = f"Equity is said to be {stated}, but the totals say that it is {computed}."
    return [rows.Problem(code="equity_reading_differs", message=message)]


def judged(guide: rows.Guide) -> rows.Guide:
    """The guide with what is doubtful about it as it now is. What reading its file found stays until somebody says it is solved."""
    read = [problem for problem in guide.problems if problem.code not in COMPUTED]
    return replace(guide, problems=(*read, *problems_of(guide)))


def to_be_solved(revision):
    """The problems that nothing computes, so that a person has to say when they are solved."""
    return revision.problems.exclude(code__in=COMPUTED)


def recheck(revision) -> list[Problem]:
    """Write down what is doubtful about the revision as it now is, and return what its own rows say (see `judged`)."""
    Problem.objects.filter(revision=revision, code__in=COMPUTED).delete()
    found = problems_of(rows_of(revision))
    return Problem.objects.bulk_create(Problem(revision=revision, **vars(problem)) for problem in found)
