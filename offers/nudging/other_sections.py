"""What a mail says that is about no deadline ahead: invitations, no answer, a changed guide, the week."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from negotiate.mail.kinds import Invitation
from offers.calendar import invitation
from offers.models import Deadline, Negotiation, Nudge
from offers.nudging.changes import Changed, changed_figures
from offers.nudging.guide_news import published_of
from offers.nudging.invitations import CANCEL, METHODS, REQUEST, holds
from offers.nudging.naming import NAMES, one_line
from offers.nudging.people import persons_zone
from offers.nudging.sections import Item, Section, Step, here_words, link_to, named, private_lines, steps_beside, table_words, there_words
from offers.wording import both_words, counted, day, duration_words, moment_words

Kind = Nudge.Kind
MOST = 20
MOST_OF_FIGURE = 300  # letters
HEADINGS = {REQUEST: "For your calendar", CANCEL: "Out of your calendar"}
WITH_FILE = "The file with this mail keeps it in your calendar."
LEADS = {
    REQUEST: "{}, as it stands now: the file with this mail keeps it.",
    CANCEL: "{} no longer stands: the file with this mail removes it.",
}


def invitation_section(nudge: Nudge, deadline: Deadline, user, now: datetime) -> Section | None:
    """The deadline for the person's calendar, or its cancelling, as it is now."""
    letter = REQUEST if holds(deadline) else CANCEL
    if deadline.at <= now or not nudge.lead.startswith(letter):
        return None
    zone = persons_zone(user, deadline)
    heading, name, when = HEADINGS[letter], NAMES[deadline.kind], moment_words(deadline.at, zone)
    numbered = {"method": METHODS[letter], "number": int(nudge.lead[1:])}
    ics = invitation(deadline, **numbered, now=now, names_employer=user.mail_names_employer)
    return Section(
        kinds=frozenset({Kind.INVITATION}),
        subject=named(f"{heading}: {name.lower()}, {when}", deadline.negotiation, user),
        heading=heading,
        lead=LEADS[letter].format(name),
        strong=there_words(deadline),
        lines=(*here_words(deadline, zone), *left_line(deadline, letter, now)),
        private=private_lines(deadline.negotiation, user),
        step=Step(words="Open the negotiation", link=link_to(deadline.negotiation)),
        rank=1,
        at=deadline.at,
        until=deadline.at,
        invitation=Invitation(content=ics, method=METHODS[letter]),
    )


def left_line(deadline: Deadline, letter: str, now: datetime) -> tuple[str, ...]:
    return (f"{duration_words(deadline.at - now)} left.",) if letter == REQUEST else ()


def answer_section(nudge: Nudge, user, now: datetime) -> Section | None:
    """My counter has had no answer."""
    negotiation = nudge.negotiation
    counter = negotiation.proposals.filter(pk=nudge.about).first()
    if counter is None:
        return None
    said = counted(user.answer_days, "working day")
    made, deadline = moment_words(counter.made_at, persons_zone(user)), next_deadline(negotiation, now)
    return Section(
        kinds=frozenset({Kind.NO_ANSWER}),
        subject=named(f"No answer to your counter for {said}", negotiation, user),
        heading=f"No answer for {said}",
        lead="Nothing has come back on your counter. A short, friendly question is usual by now.",
        strong=f"You made it on {made}",
        lines=next_deadline_line(deadline, user, now),
        more=steps_about(nudge, deadline),
        private=private_lines(negotiation, user),
        step=Step(words="Write down their answer, or ask", link=link_to(negotiation)),
        rank=3,
        at=counter.made_at,
    )


def next_deadline(negotiation: Negotiation, now: datetime) -> Deadline | None:
    return negotiation.deadlines.running().filter(at__gt=now).order_by("at").first()


def steps_about(nudge: Nudge, deadline: Deadline | None) -> tuple[Step, ...]:
    """What can be done about the deadline that a mail about something else names."""
    off, handled = "Put reminders of this deadline off", "I have handled this deadline"
    return steps_beside(nudge, deadline, off=off, handled=handled) if deadline and not deadline.handled_at else ()


def next_deadline_line(deadline: Deadline | None, user, now: datetime) -> tuple[str, ...]:
    if deadline is None:
        return ()
    words = both_words(deadline.at, deadline.zone, persons_zone(user, deadline))
    return (f"{NAMES[deadline.kind]}: {words}, {duration_words(deadline.at - now)} left.",)


def guide_section(nudge: Nudge, user, now: datetime) -> Section | None:
    """Which numbers of the guide are others now; what they are is said where amounts may be."""
    negotiation = nudge.negotiation
    published = published_of(negotiation)
    changes = changed_figures(negotiation, published) if published and published.pk != negotiation.revision_id else []
    if not changes:
        return None
    more = (f"And {len(changes) - MOST} more.",) if len(changes) > MOST else ()
    deadline = next_deadline(negotiation, now)
    return Section(
        kinds=frozenset({Kind.GUIDE_CHANGED}),
        subject=named("Your guide has changed a number that matters to you", negotiation, user),
        heading="Your guide has changed",
        lead=f"Revision {published.number} says another number about {counted(len(changes), 'thing')} that you are measured by. "
        f"Yours stays measured against revision {negotiation.revision.number}.",
        items=tuple(Item(words=change.name, details=amounts(change, user)) for change in changes[:MOST]),
        lines=(*more, *next_deadline_line(deadline, user, now)),
        more=steps_about(nudge, deadline),
        private=private_lines(negotiation, user),
        step=Step(words="See what it says now", link=link_to(negotiation)),
        rank=4,
        at=published.published_at,
    )


def amounts(change: Changed, user) -> tuple[str, ...]:
    return (f"{one_line(change.before, MOST_OF_FIGURE)} → {one_line(change.after, MOST_OF_FIGURE)}",) if user.mail_shows_amounts else ()


def digest_section(nudge: Nudge, user, now: datetime) -> Section | None:
    """All that is open, the next deadline first."""
    rows = list(Negotiation.objects.owned_by(user).open().for_list(now).in_order()[: MOST + 1])
    if not rows:
        return None
    return Section(
        kinds=frozenset({Kind.DIGEST}),
        subject=f"Your week: {counted(min(len(rows), MOST), 'open negotiation')}" + (" and more" if len(rows) > MOST else ""),
        heading="All that is open",
        items=tuple(digest_item(row.seated_in_list(), user, now) for row in rows[:MOST]),
        lines=("More stand on the site.",) if len(rows) > MOST else (),
        step=Step(words="Open your negotiations", link=settings.SITE_URL + reverse("negotiations")),
        rank=5,
        at=nudge.due_at,
    )


def digest_item(negotiation: Negotiation, user, now: datetime) -> Item:
    zone = persons_zone(user)
    begun = f"The negotiation that began on {day(negotiation.created_at, zone)}"
    offer = next(iter(negotiation.newest_offers), None) if user.mail_shows_amounts else None
    return Item(
        words=one_line(str(negotiation)) if user.mail_names_employer else begun,
        details=(deadline_words(negotiation, zone, now), *((table_words(negotiation, offer),) if offer else ())),
        link=link_to(negotiation),
    )


def deadline_words(negotiation: Negotiation, zone: str, now: datetime) -> str:
    if negotiation.next_at is None:
        return "No deadline is ahead."
    return f"{both_words(negotiation.next_at, negotiation.next_zone, zone)}: {duration_words(negotiation.next_at - now)} left"
