"""What people set in their account."""

from django import forms

from negotiate.accounts.mail_kinds import WORDS
from negotiate.accounts.models import ApiKey, User
from negotiate.leads import MOST_LEADS, Lead, UnknownLead, leads_typed, longest_first
from negotiate.zone_data import until_new, zone_names

LEAD_WORDS = {"7d": "7 days", "3d": "3 days", "1d": "1 day", "6h": "6 hours", "2h": "2 hours", "15m": "15 minutes"}
UNUSUAL_ZONES = ("Etc/", "posix/", "right/", "SystemV/", "US/")


@until_new
def zone_choices() -> list:
    """IANA zones by region, as a select shows them."""
    names = sorted(name for name in zone_names() if "/" in name and not name.startswith(UNUSUAL_ZONES))
    regions = {name.split("/", 1)[0]: [] for name in names}
    for name in names:
        region, place = name.split("/", 1)
        regions[region].append((name, place.replace("_", " ").replace("/", ", ")))
    return [("", "Not known yet"), ("UTC", "UTC"), *regions.items()]


class PreferencesForm(forms.ModelForm):
    zone = forms.ChoiceField(label="Your time zone", required=False, help_text="The clock on your wall. Mails name times in it.")
    waking_from = forms.TimeField(label="Reminders from", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    waking_until = forms.TimeField(
        label="Reminders until",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="A reminder that falls outside these hours comes before, at their last minute. The same hour twice: at any time.",
    )
    usual_leads = forms.MultipleChoiceField(
        label="Remind me before a deadline", choices=LEAD_WORDS.items(), required=False, widget=forms.CheckboxSelectMultiple
    )
    own_leads = forms.CharField(
        label="At other times too",
        required=False,
        max_length=100,
        help_text="For example 14d, 12h, 30 min. Of two within two hours the later is sent; one for less than two hours before, always.",
    )

    class Meta:
        model = User
        fields = ("zone", "waking_from", "waking_until")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.instance.zone
        known = {name for group in zone_choices() if isinstance(group[1], list) for name, _ in group[1]} | {"", "UTC"}
        self.fields["zone"].choices = zone_choices() if own in known else [*zone_choices(), (own, own)]
        self.initial["usual_leads"] = [lead for lead in self.instance.leads if lead in LEAD_WORDS]
        self.initial["own_leads"] = ", ".join(lead for lead in self.instance.leads if lead not in LEAD_WORDS)

    def clean_own_leads(self):
        try:
            return leads_typed(self.cleaned_data["own_leads"])
        except UnknownLead as problem:
            raise forms.ValidationError(str(problem)) from None

    def clean(self):
        given = super().clean()
        if len(self.chosen_leads()) > MOST_LEADS:
            self.add_error("own_leads", f"That makes more than {MOST_LEADS} reminders for one deadline.")
        return given

    def chosen_leads(self) -> list[str]:
        """Longest first, each once."""
        leads = {*self.cleaned_data.get("usual_leads", []), *(self.cleaned_data.get("own_leads") or [])}
        return [lead.name for lead in longest_first(map(Lead.parse, leads))]

    def save(self, commit=True):
        self.instance.leads = self.chosen_leads()
        return super().save(commit)


class MailForm(forms.ModelForm):
    """What a person wants to be mailed about, and what mails may say."""

    mail_kinds = forms.MultipleChoiceField(
        label="Mail me",
        choices=WORDS.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Your deadlines stand on this site either way.",
    )
    answer_days = forms.IntegerField(
        label="Working days until it counts as no answer",
        min_value=1,
        max_value=60,
        help_text="Monday to Friday, counted from your counter.",
    )
    mail_names_employer = forms.BooleanField(
        label="Mails and invitations name the employer and the role",
        required=False,
        help_text="In the subject too. Off: who sees a mail learns neither.",
    )
    mail_shows_amounts = forms.BooleanField(
        label="Mails show amounts", required=False, help_text="What is on the table and how it stands, in one line."
    )

    class Meta:
        model = User
        fields = ("mail_kinds", "answer_days", "mail_names_employer", "mail_shows_amounts")


class KeyForm(forms.ModelForm):
    name = forms.CharField(label="What is it for?", max_length=100, help_text="So that you know later which one to end.")
    scope = forms.ChoiceField(label="It may", choices=ApiKey.Scope, initial=ApiKey.Scope.READ, widget=forms.RadioSelect)

    class Meta:
        model = ApiKey
        fields = ("name", "scope")


class DeleteForm(forms.Form):
    email = forms.EmailField(
        label="Type your email address to confirm", widget=forms.EmailInput(attrs={"autocomplete": "off"}), help_text="It cannot be undone."
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self):
        if self.cleaned_data["email"].lower() != self.user.email.lower():
            raise forms.ValidationError(f"This is not the address of this account. It is {self.user.email}.")
        return self.cleaned_data["email"]
