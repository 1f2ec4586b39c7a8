"""The timeline to take along: as a table for a spreadsheet, and as JSON."""

import csv

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from guides.sheets.cells import hidden
from offers.models import Negotiation
from offers.timeline import Item, timeline_of
from offers.view_tools import mine

COLUMNS = ("at", "kind", "who", "channel", "title", "text", "note")


def row_of(item: Item) -> dict:
    return {name: getattr(item, name) for name in COLUMNS} | {"at": item.at.isoformat()}


def file_name(negotiation: Negotiation, ending: str) -> dict:
    return {"Content-Disposition": f'attachment; filename="timeline-{negotiation.pk}.{ending}"'}


@require_safe
def timeline_csv(request, pk):
    negotiation = mine(request, pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=file_name(negotiation, "csv"))
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for item in timeline_of(negotiation):
        writer.writerow([hidden(value) for value in row_of(item).values()])
    return response


@require_safe
def timeline_json(request, pk):
    negotiation = mine(request, pk)
    document = {"negotiation": str(negotiation), "items": [row_of(item) for item in timeline_of(negotiation)]}
    return JsonResponse(document, headers=file_name(negotiation, "json"), json_dumps_params={"ensure_ascii": False, "indent": 1})
