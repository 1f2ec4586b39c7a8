"""The API: the same verbs as the pages, in JSON."""

from ninja import NinjaAPI

api = NinjaAPI(title="Negotiate", version="1")
