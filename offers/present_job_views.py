"""The page on which a person types what the present job pays."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import now as current_time
from django.views.decorators.http import require_http_methods, require_POST

from negotiate.money.currencies import COMMON
from offers.fields import CurrencyField
from offers.models import PresentJob
from offers.package_forms import ADD_LINE, MORE_LINES
from offers.present_job import NOTHING_GIVEN, keep_present_job, terms_of
from offers.term_details import LISTS
from offers.term_forms import TermFormSet, initial_lines, typed_lines
from offers.view_tools import sent


class PresentJobForm(forms.Form):
    employer = forms.CharField(label="Employer", max_length=200, required=False)
    role_name = forms.CharField(label="Role", max_length=200, required=False)
    currency = CurrencyField(label="Currency", max_length=10, initial="USD")


class PresentJobForms:
    """The job's own fields and its lines, which are those of a proposal. Where a line was asked for, all is shown again as it was typed."""

    currencies, lists = COMMON, tuple(LISTS.items())

    def __init__(self, data, *, job: PresentJob | None):
        adds_line = bool(data) and ADD_LINE in data
        self.is_sent = data is not None and not adds_line
        terms = terms_of(job) if job else []
        own = {name: getattr(job, name) for name in PresentJobForm.base_fields} if job else {}
        self.job = PresentJobForm(data if self.is_sent else None, initial=data.dict() if adds_line else own)
        lines = typed_lines(data, more=MORE_LINES) if adds_line else initial_lines(terms)
        known = {"currency": job.currency if job else "USD", "sources": {term.pk: term for term in terms}}
        given = data if self.is_sent else None
        self.lines = TermFormSet(given, initial=None if self.is_sent else lines, prefix="terms", form_kwargs=known)

    def is_valid(self) -> bool:
        valid = all([self.job.is_valid(), self.lines.is_valid()])
        if valid and not self.lines.given():
            self.job.add_error(None, NOTHING_GIVEN)
            return False
        return valid

    def save(self, user, *, now) -> PresentJob:
        given = self.job.cleaned_data
        return keep_present_job(user, terms=self.lines.terms(currency=given["currency"]), now=now, **given)


@require_http_methods(["GET", "HEAD", "POST"])
def present_job(request):
    job = PresentJob.objects.owned_by(request.user).first()
    package = PresentJobForms(sent(request), job=job)
    if package.is_sent and package.is_valid():
        package.save(request.user, now=current_time())
        messages.success(request, "Your present job is kept: compare offers with it.")
        return redirect("compare")
    return render(request, "offers/compare_present_job.html", {"package": package, "job": job})


@require_POST
def present_job_remove(request):
    PresentJob.objects.owned_by(request.user).delete()
    messages.success(request, "Your present job is removed.")
    return redirect("compare")
