"""What a person may be mailed about besides their account. Each kind can be switched off; the names are those of nudges."""

WORDS = {
    "deadline": "Before a deadline, and when I put a reminder off",
    "invitation": "Invitations for my calendar, when a deadline is set, moved or ends",
    "passed": "A deadline has passed: what happened?",
    "no_answer": "No answer to my counter",
    "guide_changed": "My guide has changed a number that matters to me",
    "digest": "Each Monday: all that is open",
}
AT_FIRST = [kind for kind in WORDS if kind != "digest"]


def wanted_at_first() -> list[str]:
    """All but the weekly one, which nobody waits for."""
    return list(AT_FIRST)
