"""Where links in mails lead: a page that says what its button will do. Only the button acts, as scanners of mail follow links."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import now as current_time
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from negotiate.accounts.mail_kinds import WORDS
from offers.closing import NegotiationClosed
from offers.deadline_step_forms import SnoozeForm
from offers.deadline_step_views import then_words
from offers.nudging.acting import handle, put_off, set_wanted, undo
from offers.nudging.links import BadLink, DeadlineLink, OldLink, open_deadline_link, open_stop_link
from offers.nudging.naming import NAMES
from offers.nudging.people import persons_zone
from offers.nudging.sections import there_words
from offers.scheduling import DeadlineWithdrawn, SnoozeOutside
from offers.undoing import NothingToUndo
from offers.wording import given_words


def from_mail(view):
    """No login: the signed link says who it is for. A link that is none of ours is not found; one that is too old is gone, in words."""

    @login_not_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request, token):
        try:
            answer = view(request, token)
        except BadLink:
            raise Http404 from None
        except (OldLink, NegotiationClosed, DeadlineWithdrawn, NothingToUndo) as refusal:
            answer = render(request, "mail/link_gone.html", {"words": str(refusal)}, status=410)
        answer["X-Robots-Tag"] = "noindex"
        answer["Referrer-Policy"] = "same-origin"  # with none at all, browsers send the form without an origin, and it is refused
        return answer

    return guarded


@from_mail
def mail_handled(request, token):
    link, now = open_deadline_link(token), current_time()
    if request.method != "POST":
        return render(request, "mail/link_handled.html", known(link))
    if "undo" in request.POST:
        return done(request, link, undo(link, request.POST["undo"], now=now))
    return done(request, link, "Handled: no more reminders are sent for this deadline.", offer=handle(link, now=now))


@from_mail
def mail_snooze(request, token):
    """Past the deadline there is nothing to put off; before it, one reminder comes at the time chosen, whatever was planned."""
    link, now = open_deadline_link(token), current_time()
    if "undo" in request.POST:
        return done(request, link, undo(link, request.POST["undo"], now=now))
    if link.deadline.at <= now:
        raise OldLink("The deadline has passed: there is nothing to put off. Write down what happened instead.")
    form = SnoozeForm(request.POST if request.method == "POST" else None, deadline=link.deadline, user=link.user, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            offer = put_off(link, until=form.cleaned_data["at"], now=now)
        except SnoozeOutside as refusal:
            form.add_error(None, str(refusal))
        else:
            until = given_words(form.cleaned_data["at"], form.zone)
            return done(request, link, f"No reminder comes before {until}; {then_words(link.user)}", offer=offer)
    return render(request, "mail/link_snooze.html", {"form": form, **known(link)})


def known(link: DeadlineLink) -> dict:
    """What the page may say: no more than the mail."""
    zone = persons_zone(link.user, link.deadline)
    negotiation = link.deadline.negotiation
    return {
        "name": NAMES[link.deadline.kind],
        "about": str(negotiation) if link.user.mail_names_employer else "",
        "there": there_words(link.deadline),
        "here": "" if zone == link.deadline.zone else given_words(link.deadline.at, zone),
        "negotiation": negotiation.get_absolute_url(),
    }


def done(request, link: DeadlineLink, words: str, *, offer: str = ""):
    return render(request, "mail/link_done.html", {"words": words, "offer": offer, **known(link)})


@csrf_exempt  # the mail reader's own POST (RFC 8058) has no cookie; who has the link may stop the mail
@from_mail
def mail_stop(request, token):
    """Stops the kinds of mail that the link names, or sends them again where it was a mistake."""
    person, kinds = open_stop_link(token)
    if request.method == "POST":
        set_wanted(person, kinds, wanted="again" in request.POST, now=current_time())
        person.refresh_from_db()
    stopped = not set(kinds) & set(person.mail_kinds)
    words = [WORDS[kind] for kind in kinds]
    return render(request, "mail/link_stop.html", {"kinds": words, "stopped": stopped, "acted": request.method == "POST"})
