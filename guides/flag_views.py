"""Pages for readers who doubt a number: the form, and what became of their flags."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as current_time

from guides.flags import KINDS, FlagError, in_words, raise_flag
from guides.history import public_revisions
from guides.models import Flag, Guide


class FlagForm(forms.Form):
    reason = forms.CharField(
        label="Why do you doubt it?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What you know instead, and from where. The curators read it without your name.",
    )


def flag(request, company, role, kind, pk):
    guide = get_object_or_404(Guide.objects.readable(), company__slug=company, role__slug=role)
    shown = (
        KINDS[kind].objects.filter(revision__in=public_revisions(guide)).select_related("revision__guide__company", "revision__guide__role")
    )
    figure = get_object_or_404(shown, pk=pk)
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            raise_flag(figure, by=request.user, reason=form.cleaned_data["reason"], now=current_time())
        except FlagError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Thank you. The curators will look at it; here you see what they answer.")
            return redirect("flags")
    context = {"form": form, "guide": figure.revision.guide, "about": in_words(figure)}
    return render(request, "guides/flag_form.html", context)


def flags(request):
    own = Flag.objects.owned_by(request.user).select_related("guide__company", "guide__role", "revision", "mended_by")
    return render(request, "guides/flags.html", {"flags": own})
