"""What may have been agreed on, as the outcome's form offers it."""

from offers.forms import COUNTER, OFFER
from offers.models import Proposal
from offers.term_words import proposal_words

SIDES = ((OFFER, Proposal.Side.EMPLOYER, "Their newest offer"), (COUNTER, Proposal.Side.CANDIDATE, "They agreed to my counter"))


def agreeable(negotiation) -> dict:
    """The newest proposal of each side, as choice to (words, proposal)."""
    found = {}
    for choice, side, words in SIDES:
        proposal = negotiation.proposals.filter(side=side).prefetch_related("terms").last()
        if proposal:
            found[choice] = (f"{words}: {proposal_words(proposal)}", proposal)
    return found
