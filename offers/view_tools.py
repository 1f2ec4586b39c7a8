"""What the views of negotiations share."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from offers.closing import standing_outcome
from offers.models import Negotiation
from offers.negotiating import NegotiationClosed, NotClosed, NothingAgreed


def mine(request, pk) -> Negotiation:
    """The signed-in person's negotiation; for all others there is none."""
    return get_object_or_404(Negotiation.objects.owned_by(request.user), pk=pk)


def while_open(view):
    """A form that only an open negotiation takes: who asks for it once it is closed is led back and told so.

    What is sent reaches the view all the same, whose verb refuses it, so that nothing typed is lost.
    """

    @wraps(view)
    def led(request, pk, **more):
        if request.method != "POST" and standing_outcome(negotiation := mine(request, pk)):
            messages.warning(request, str(NegotiationClosed()))
            return redirect(negotiation)
        return view(request, pk, **more)

    return led


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
