"""What guides keep about a person: which revisions they have read."""

from guides.models import GuideReading
from negotiate.accounts import belongings


def export(user) -> list[dict]:
    readings = GuideReading.objects.filter(user=user).select_related("guide__company", "guide__role", "revision")
    return [
        {"guide": str(reading.guide), "revision": reading.revision.number, "read_at": reading.read_at.isoformat()} for reading in readings
    ]


def erase(user, *, now) -> None:
    GuideReading.objects.filter(user=user).delete()


belongings.register("guides_read", export=export, erase=erase)
