"""The button in the account that tries the mail server."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_POST

from negotiate.mail.trying import try_mail


@require_POST
def test_mail(request):
    """To the signed-in person's own address, and nowhere else."""
    trial = try_mail(request.user.email, now=current_time())
    (messages.success if trial.worked else messages.error)(request, trial.words)
    return redirect("account")
