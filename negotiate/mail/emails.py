"""Account mail: codes and notices. It is written when it is asked for, so nothing is left to render."""

from negotiate.mail import kinds

ACCOUNT = "account"


def nothing_left(message, now):
    return None


kinds.register(ACCOUNT, nothing_left)
