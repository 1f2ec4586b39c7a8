"""What requests about deadlines bring."""

import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, NaiveDatetime, WrapValidator, model_validator

from negotiate.api_types import KEPT, Given, Line
from negotiate.leads import MOST_LEADS, Lead
from offers.api_given import one_of, plausible
from offers.deadlines import CLOSE_OF_BUSINESS, zone_named
from offers.models import Deadline

DAY_ALONE = re.compile(r"\d{4}-\d\d-\d\d")
DeadlineKind = one_of(Deadline.Kind)


def day_or_time(given, read):
    """The time on the clock there; of a day alone that day."""
    return plausible(date.fromisoformat(given) if isinstance(given, str) and DAY_ALONE.fullmatch(given) else read(given))


Wall = Annotated[NaiveDatetime, WrapValidator(day_or_time)]
Zone = Annotated[str, Field(max_length=64), AfterValidator(lambda name: zone_named(name).key)]
LeadName = Annotated[str, AfterValidator(lambda text: Lead.parse(text).name)]
Note = Annotated[str, Field(max_length=300), *KEPT]


class WallGiven(Given):
    """`wall` may be a day alone, as on the page: else it would end as the day begins."""

    @model_validator(mode="after")
    def a_day_alone_is_its_close_of_business(self):
        if self.wall is not None and not isinstance(self.wall, datetime):
            if "precision" in self.model_fields_set and self.precision != Deadline.Precision.DATE:
                raise ValueError("A day alone has no time: give one in wall, or the precision date.")
            self.wall, self.precision = datetime.combine(self.wall, CLOSE_OF_BUSINESS), Deadline.Precision.DATE
        return self


class DeadlineGiven(WallGiven):
    kind: DeadlineKind = Deadline.Kind.EMPLOYER
    wall: Wall
    zone: Zone | None = None
    precision: Deadline.Precision = Deadline.Precision.TIME
    source: Deadline.Source = Deadline.Source.VERBAL
    note: Note = ""
    set_by: Annotated[Line, Field(max_length=100)] = ""
    leads: list[LeadName] = Field(default=[], max_length=MOST_LEADS)


class DeadlineChanged(WallGiven):
    """Another time on the clock there, or `status: withdrawn`."""

    wall: Wall | None = None
    zone: Zone | None = None
    precision: Deadline.Precision | None = None
    status: Literal["extended", "withdrawn"] | None = None

    def errors(self):
        moves = [name for name in ("wall", "zone", "precision") if getattr(self, name) is not None]
        if self.status == "withdrawn" and moves:
            yield moves[0], "A deadline is either moved or withdrawn."
        elif self.status == "extended" and self.wall is None:
            yield "wall", "Until when is it extended?"
        elif not moves and not self.status:
            yield "wall", "Give the new time, or status: withdrawn."
