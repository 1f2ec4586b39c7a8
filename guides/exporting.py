"""What guides keep about a person: which revisions they have read, and the numbers that they doubted."""

from guides.models import Flag, GuideReading
from negotiate.accounts import belongings
from negotiate.accounts.exporting import rows_as_json


def export(user) -> list[dict]:
    readings = GuideReading.objects.filter(user=user).select_related("guide__company", "guide__role", "revision")
    return [
        {"guide": str(reading.guide), "revision": reading.revision.number, "read_at": reading.read_at.isoformat()} for reading in readings
    ]


def erase(user, *, now) -> None:
    GuideReading.objects.filter(user=user).delete()


belongings.register("guides_read", export=export, erase=erase)


def export_flags(user) -> list[dict]:
    return rows_as_json(Flag.objects.owned_by(user), without=("user", "identity", "handled_by"))


def erase_flags(user, *, now) -> None:
    Flag.objects.owned_by(user).delete()


belongings.register("flags", export=export_flags, erase=erase_flags)
