"""What every page of a signed-in person knows about mail: whether reminders go out at all."""

from django.utils.timezone import now as current_time

from negotiate.mail.condition import silence


def mail(request):
    """`mail_silence`: a function, so that only a page that shows it asks the database, once."""
    user = getattr(request, "user", None)
    return {"mail_silence": lambda: silence(current_time()) if user is not None and user.is_authenticated else None}
