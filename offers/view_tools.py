"""What the views of negotiations share."""

from django.shortcuts import get_object_or_404

from offers.models import Negotiation
from offers.negotiating import NegotiationClosed, NotClosed, NothingAgreed


def mine(request, pk) -> Negotiation:
    """The signed-in person's negotiation; for all others there is none."""
    return get_object_or_404(Negotiation.objects.owned_by(request.user), pk=pk)


def sent(request):
    """The fields that were sent, or None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def done(form, verb):
    """What the verb gives; None where it refuses: then its words stand above the form, and what was typed is kept."""
    try:
        return verb()
    except (NegotiationClosed, NotClosed, NothingAgreed) as refusal:
        form.add_error(None, str(refusal))
        return None
