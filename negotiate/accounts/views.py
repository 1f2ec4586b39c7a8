"""A person's account: how we reach them, their programs' keys, and the way out."""

from zoneinfo import ZoneInfo

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from negotiate.accounts import belongings
from negotiate.accounts.forms import DeleteForm, KeyForm, MailForm, PreferencesForm
from negotiate.accounts.models import ApiKey, User


@require_http_methods(["GET", "HEAD", "POST"])
def account(request):
    person = User.objects.get(pk=request.user.pk)  # a copy: the page's frame shows what is saved, not what was typed
    form = PreferencesForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        save_preferences(form, now=timezone.now())
        messages.success(request, "Saved.")
        return redirect("account")
    return render(request, "accounts/account.html", {"form": form, "mail_form": MailForm(instance=person), **what_stands(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def mail_settings(request):
    """The part of the account page about mail, saved on its own."""
    person = User.objects.get(pk=request.user.pk)
    form = MailForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        save_preferences(form, now=timezone.now())
        messages.success(request, "Saved. What was planned and is not wanted any more was withdrawn.")
        return redirect("account")
    if request.method != "POST":
        return redirect("account")
    known = {"form": PreferencesForm(instance=User.objects.get(pk=request.user.pk)), "mail_form": form}
    return render(request, "accounts/account.html", {**known, **what_stands(request.user)})


@transaction.atomic
def save_preferences(form, *, now) -> None:
    person = form.save()
    if form.has_changed():
        belongings.follow_preferences(person, now=now)


def what_stands(user) -> dict:
    return {
        "keys": ApiKey.objects.owned_by(user).filter(revoked_at=None).order_by("-created_at"),
        "has_second_factor": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
@sensitive_variables("key")
def create_key(request):
    """The new key stands on the answer itself, this once, and is kept nowhere."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row, key = ApiKey.create(user=request.user, **form.cleaned_data)
        return render(request, "accounts/key_created.html", {"row": row, "key": key})
    return render(request, "accounts/key_form.html", {"form": form})


@require_POST
def revoke_key(request, pk):
    key = get_object_or_404(ApiKey.objects.owned_by(request.user), pk=pk)
    key.revoke(now=timezone.now())
    messages.success(request, f"The key {key.prefix}… no longer works.")
    return redirect("account")


@require_safe
@reauthentication_required
def export(request):
    now = timezone.now()
    today = now.astimezone(ZoneInfo(request.user.clock))
    name = f'attachment; filename="negotiate-{today:%Y-%m-%d}.json"'
    return JsonResponse(
        belongings.export_of(request.user, now=now),
        headers={"Content-Disposition": name},
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def delete(request):
    form = DeleteForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        person = User.objects.get(pk=request.user.pk)
        logout(request)
        belongings.erase(person, now=timezone.now())
        messages.success(request, "Your account and everything in it are deleted.")
        return redirect("front")
    return render(request, "accounts/delete.html", {"form": form})
