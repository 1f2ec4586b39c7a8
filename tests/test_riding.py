"""What rides along in another query comes out as if it had been asked for by itself."""

from decimal import Decimal

from django.forms import model_to_dict

from offers.models import Negotiation, Proposal, Term
from offers.riding import ride, seat
from tests import factories


def test_rows_that_rode_along_are_the_rows(owner, django_assert_num_queries):
    proposal = factories.create_proposal(factories.create_negotiation(owner))
    Term.objects.create(
        proposal=proposal,
        component="pnl",
        percent=Decimal("6.1234"),
        unit="percent_of_pnl",
        years_of_service=[1, 2],
        pnl={"scenarios": [{"pnl": "25000000.1", "chance": 0.5}]},
        text="",
        position=2,
    )
    Term.objects.create(proposal=proposal, component="base", amount=Decimal("123456789012345.6789"), currency="USD", position=3)
    with django_assert_num_queries(1):
        (row,) = ride(Proposal.objects.all(), "terms", Term.objects.all(), link="proposal")
        seat(row, "terms")
        rode = list(row.terms.all())
        assert all(term.proposal is row for term in rode)
    assert [model_to_dict(term) for term in rode] == [model_to_dict(term) for term in proposal.terms.all()]


def test_a_negotiation_opens_with_what_belongs_to_it_in_one_query(owner, django_assert_num_queries):
    guide = factories.create_guide()
    factories.create_negotiation(owner, guide)
    with django_assert_num_queries(1):
        found = Negotiation.objects.for_page().get().seated()
        assert (found.revision.bands.count(), list(found.own_numbers.all()), list(found.ticks.all()), found.said) == (2, [], [], [])
        assert len(found.revision.targets.all()) == 6
    assert [model_to_dict(band) for band in found.revision.bands.all()] == [model_to_dict(band) for band in guide.published.bands.all()]
