"""The forms of the desk: what a row may say, checked at the field where it is said."""

from collections.abc import Sequence
from decimal import Decimal
from types import SimpleNamespace

from django import forms

from guides.admin_fields import NEW_SOURCE, CurrencyField, ReadField, SourceField, WordsField
from guides.figure_rules import errors_in, share_of_one
from guides.models import Guide, LevelPeer, Revision
from guides.origins import CHANGING, words_after_change
from negotiate.desk import desk_moment
from negotiate.money.typed import read_figure

LAST = "Rows are shown in this order. Empty: at the end."


HELP = {
    "region": "As readers know it: “New York (HQ)”. Empty: holds everywhere.",
    "level": "The company's own name for the level. Empty: holds for the role as a whole.",
    "low": "The lower end, or the only number: 255000, 255,000 or 255k; 6 or 6 %. Unknown stays empty, never zero.",
    "high": "The upper end; the same as low where there is one number.",
    "open_ended": "“and more”, “or better”",
    "period": "Per what: a year, four years (a grant), a month, or paid once.",
    "source": "From this draft's own list below. “New source 1” is the first empty row of that list: type it there and save both at once.",
    "as_of": "The day for which the number holds. Empty: date unknown.",
    "review_by": "When somebody should look at it again.",
    "original": "The words that the number was read from. When the number is changed they stay, and its new amount is put behind them.",
    "flag": "Why the number is suspect. With a flag, low may stand above high.",
    "value_role": "Primary is the number itself; the others repeat it: converted, as an alternative, in brackets.",
    "scope": "For whom or what it holds, in words.",
    "condition": "What must come with it, in words.",
    "confidence": "How sure we are that it was read rightly: 0.9 or 90 %.",
    "implies_walk_away": "Below this number one should leave, though the guide does not call it so.",
    "script": "What to say. What the reader fills in stands in [brackets].",
    "own_level": "The level here.",
    "is_attribute": "Not a level but something about levels, such as years or scope.",
    "depth": "2 is a chapter, 3 a part of one.",
    "url": "Shown as what an author wrote, not as checked.",
}


class RowForm(forms.ModelForm):
    position = forms.IntegerField(label="Order", required=False, min_value=0, max_value=1_000_000, help_text=LAST)

    class Meta:
        help_texts = HELP


class FigureForm(RowForm):
    currency = CurrencyField(help_text="Three letters, such as USD. Only for amounts of money.")
    source = SourceField(help_text=HELP["source"])
    new_sources: Sequence[forms.ModelForm] = ()  # the empty rows of the draft's list of sources

    def clean(self):
        given = super().clean()
        for name in ("low", "high"):
            self.read_amount(name, given)
        if found := NEW_SOURCE.fullmatch(str(given.get("source") or "")):
            given["source"] = self.new_source(int(found[1]))
        for field, message in errors_in(given):
            if field not in self.errors:
                self.add_error(field, message)
        if self.instance.pk and not self.errors and "original" not in self.changed_data and {*CHANGING} & {*self.changed_data}:
            given["original"] = words_after_change(given["original"], SimpleNamespace(**given))
        return given

    def new_source(self, number):
        """The row that is meant, still unsaved; an error where nothing is typed there."""
        row = self.new_sources[number - 1] if number <= len(self.new_sources) else None
        if row and row.has_changed() and not row.data.get(row.add_prefix("DELETE")):
            return row.instance
        self.add_error("source", f"New source {number} is empty. Type it in the list of sources below, or choose another one.")
        return None

    def read_amount(self, name, given):
        """What was typed, in the unit and the currency that stand beside it."""
        try:
            given[name] = read_figure(given.get(name) or "", unit=given.get("unit") or "", currency=given.get("currency"))
        except ValueError as error:
            self.add_error(name, str(error))


class TargetForm(FigureForm):
    confidence = ReadField(
        reader=share_of_one,
        initial=Decimal(1),
        help_text=HELP["confidence"],
        widget=forms.TextInput(attrs={"size": 9, "inputmode": "decimal"}),
    )


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
        help_texts = {"equity_reading": "Whether the guide's equity figures are per year or for a grant over four years."}

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
    when = f" ({desk_moment(revision.edited_at)})" if revision.edited_at else ""
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
