"""The forms of the desk: what a row may say, checked at the field where it is said."""

from django import forms

from guides.admin_fields import CurrencyField, WordsField
from guides.models import Guide, LevelPeer, Revision

LAST = "Rows are shown in this order. Empty: at the end."


class RowForm(forms.ModelForm):
    position = forms.IntegerField(label="Order", required=False, min_value=0, max_value=1_000_000, help_text=LAST)


class FigureForm(RowForm):
    currency = CurrencyField(help_text="Three letters, such as USD. Only for amounts of money.")

    def clean(self):
        given = super().clean()
        unit, currency = given.get("unit"), given.get("currency")
        if unit == "currency" and not currency and "currency" not in self.errors:
            self.add_error("currency", "An amount of money needs its currency, such as USD.")
        if unit and unit != "currency" and currency:
            self.add_error("currency", f"Leave the currency empty: the unit is “{unit.replace('_', ' ')}”.")
        for name in ("low", "high"):
            self._check_amount(name, given.get(name), unit)
        self._check_order(given)
        return given

    def _check_amount(self, name, amount, unit):
        if amount is not None and unit in ("none", "text"):
            self.add_error(name, "Leave this empty: the unit says that there are only words. Or choose another unit.")
        elif amount is not None and amount < 0:
            self.add_error(name, "An amount cannot be below zero.")

    def _check_order(self, given):
        low, high = given.get("low"), given.get("high")
        if low is not None and high is not None and low > high and not self._may_stand(given):
            self.add_error("high", self.too_low)

    too_low = "High is below low."

    def _may_stand(self, given) -> bool:
        return False


class BandForm(FigureForm):
    too_low = "High is below low. Mend one of them, or say under “flag” why it stands so."

    def _may_stand(self, given) -> bool:
        return bool(given.get("flag"))


class TargetForm(FigureForm):
    def clean_confidence(self):
        confidence = self.cleaned_data["confidence"]
        if confidence is not None and not 0 <= confidence <= 1:
            raise forms.ValidationError("Between 0 (a guess) and 1 (sure).")
        return confidence


class LevelRowForm(RowForm):
    """A level of ours with its equals elsewhere, a line each."""

    peers = WordsField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 50}),
        help_text="A line for each company: “Citadel: Senior ML Engineer”.",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["peers"] = "\n".join(f"{peer.company}: {peer.level}".rstrip() for peer in self.instance.peers.all())

    def clean_peers(self):
        text = self.cleaned_data["peers"]
        self.read_peers = [self._read(line) for line in text.splitlines() if line.strip()] if "peers" in self.changed_data else None
        return text

    def save(self, commit=True):
        row = super().save(commit)
        if commit and self.read_peers is not None:
            row.peers.all().delete()
            peers = [LevelPeer(row=row, position=position, **peer) for position, peer in enumerate(self.read_peers)]
            LevelPeer.objects.bulk_create(peers)
        return row

    @staticmethod
    def _read(line) -> dict:
        company, colon, level = (part.strip() for part in line.partition(":"))
        if not colon or not company:
            raise forms.ValidationError(
                f"“{line.strip()}” does not read as a company, a colon and a level, like “Citadel: Senior ML Engineer”."
            )
        if len(company) > 200 or len(level) > 500:
            raise forms.ValidationError(f"“{line.strip()[:60]}…” is too long: at most 200 characters before the colon and 500 after it.")
        return {"company": company, "level": level}


class RevisionForm(forms.ModelForm):
    """A draft. It knows which saving of it the person saw, so that nobody overwrites another's changes unseen."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Revision
        fields = ["title", "notice", "as_of", "equity_reading", "summary"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial["seen_version"] = self.instance.version

    def clean(self):
        given = super().clean()
        if given.get("seen_version") != self.instance.version:
            self.add_error(None, overtaken(self.instance))
        return given


def overtaken(revision) -> str:
    """That somebody else saved the draft since one opened it."""
    who = revision.edited_by or "Somebody else"
    when = f" at {revision.edited_at:%H:%M} UTC on {revision.edited_at:%d %B}" if revision.edited_at else ""
    return (
        f"{who} saved this draft{when}, after you opened it. To keep their changes, yours were not saved; they still stand below. "
        "Open the draft again in a new tab and bring them over."
    )


class NewGuideForm(forms.ModelForm):
    class Meta:
        model = Guide
        fields = ["company", "role"]

    def clean(self):
        given = super().clean()
        same = Guide.objects.filter(company=given.get("company"), role=given.get("role")).first()
        if same:
            self.add_error("role", f"There is a guide for {same} already. Open it and edit a copy.")
        return given
