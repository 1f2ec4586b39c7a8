"""Account mail: codes and notices. It is written when it is asked for, so nothing is left to render."""

from negotiate.mail import kinds
from negotiate.mail.models import ACCOUNT


def nothing_left(message, now):
    return None


kinds.register(ACCOUNT, nothing_left)
