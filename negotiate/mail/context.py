"""What every page of a signed-in person knows about mail: whether reminders go out at all."""

from django.utils.timezone import now as current_time

from negotiate.mail.condition import condition, silence


def mail(request):
    """`mail_silence`: a function, so that only a page that shows it asks the database, once. A page that knows it already gives its own."""
    return {"mail_silence": lambda: silence_for(getattr(request, "user", None))}


def silence_for(user):
    now = current_time()
    return silence(condition(now), now) if user is not None and user.is_authenticated else None
