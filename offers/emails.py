"""The mail about nudges: one letter of all that its nudges speak of, as it stands now."""

from dataclasses import replace
from datetime import datetime

from css_inline import CSSInliner
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from negotiate.accounts.mail_kinds import WORDS
from negotiate.counting import counted
from negotiate.mail import kinds
from negotiate.mail.kinds import Letter
from offers import nudges
from offers.deleting import purge_deleted
from offers.models import Nudge
from offers.nudging import other_sections
from offers.nudging.carrying import OF_DEADLINES, carried_by, deadlines_of, load
from offers.nudging.guide_news import plan_guide_news
from offers.nudging.links import stop_link
from offers.nudging.passing import plan_passed
from offers.nudging.people import switch_of
from offers.nudging.sections import Section, deadline_section
from offers.nudging.weekly import plan_digests
from offers.rederiving import derive_again
from offers.reviving import revived

Kind = Nudge.Kind
ALONE = {
    Kind.NO_ANSWER: other_sections.answer_section,
    Kind.GUIDE_CHANGED: other_sections.guide_section,
    Kind.DIGEST: other_sections.digest_section,
}
MOST = 30
LARGEST = 100_000  # bytes: mail readers hide the end of longer HTML, and with it the links that stop these mails
INLINER = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def render(message, now: datetime) -> Letter | None:
    """What this message's nudges speak of, as it stands now; None where nothing is left to say."""
    sections = sections_of(carried_by(message), message.user, now)
    return letter_of(sections, message.user) if sections else None


def sections_of(carried: list[Nudge], user, now: datetime) -> list[Section]:
    """One for each thing: a deadline is spoken of once, however many nudges point to it. What is ahead first, the soonest first."""
    found = [ALONE[nudge.kind](nudge, user, now) for nudge in carried if nudge.kind in ALONE]
    for deadline in deadlines_of(carried).values():
        mine = [nudge for nudge in carried if nudge.about == deadline.pk]
        spoken = [nudge for nudge in mine if nudge.kind in OF_DEADLINES]
        said = deadline_section(spoken, deadline, user, now) if spoken else None
        invited = [other_sections.invitation_section(nudge, deadline, user, now) for nudge in mine if nudge.kind == Kind.INVITATION]
        found += joined(said, *invited) if said and any(invited) else [said, *invited]
    return sorted((section for section in found if section), key=lambda section: (section.rank, section.at))


def joined(said: Section, invited: Section) -> list[Section]:
    """A reminder of a deadline and the invitation to it are one thing."""
    lines = (*said.lines, other_sections.WITH_FILE)
    return [replace(said, kinds=said.kinds | invited.kinds, lines=lines, invitation=invited.invitation)]


def letter_of(sections: list[Section], user) -> Letter:
    switches = {switch_of(kind) for section in sections for kind in section.kinds}
    mailed = [kind for kind in WORDS if kind in switches]
    stop = stop_link(user, mailed)
    account = settings.SITE_URL + reverse("account")
    known = {
        "site": settings.SITE_URL,
        "stop": stop,
        "account": account,
        "kinds": [WORDS[kind] for kind in mailed],
    }
    text, html = bodies_of(sections, known)
    return Letter(
        subject=subject_of(sections),
        text=text,
        html=html,
        invitations=tuple(section.invitation for section in sections if section.invitation),
        headers=(("List-Unsubscribe", f"<{stop}>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")),
        expires_at=min((section.until for section in sections if section.until), default=None),
    )


def bodies_of(sections: list[Section], known: dict, most: int = MOST) -> tuple[str, str]:
    """Text and HTML of as many sections as fit, the first at least."""
    shown = sections[:most]
    said = {**known, "sections": shown, "more": len(sections) - len(shown)}
    html = INLINER.inline(render_to_string("mail/nudges.html", said))
    size = len(html.encode())
    if size > LARGEST and len(shown) > 1:
        return bodies_of(sections, known, most=max(1, min(len(shown) - 1, len(shown) * LARGEST // size)))
    return render_to_string("mail/nudges.txt", said), html


def subject_of(sections: list[Section]) -> str:
    """That of the one thing; of several, the first's and how many more."""
    first, ahead = sections[0], [section for section in sections if section.left]
    if len(ahead) == len(sections) > 1:
        return f"{counted(len(ahead), 'deadline')} ahead, the next in {first.left}"
    return first.subject if len(sections) == 1 else f"{first.subject}, and {len(sections) - 1} more"


kinds.register(nudges.MESSAGE_KIND, render, load=load, sent=nudges.sent, given_up=nudges.given_up, revived=revived)
kinds.register_source("deadlines that have passed", gather=plan_passed, due=lambda now: Nudge.objects.none())
kinds.register_source("guides that have changed", gather=plan_guide_news, due=lambda now: Nudge.objects.none())
kinds.register_source("nudges", gather=nudges.gather, due=Nudge.objects.due)
kinds.register_tidying("deleted negotiations", purge_deleted)
kinds.register_tidying("moments of deadlines", derive_again)
kinds.register_tidying("digests", plan_digests)
