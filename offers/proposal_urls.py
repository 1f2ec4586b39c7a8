from django.urls import path

from offers import correction_views, detail_views, letter_views

PROPOSAL = "negotiations/<uuid:pk>/proposals/<uuid:proposal_pk>"
urlpatterns = [
    path("negotiations/<uuid:pk>/details/", detail_views.negotiation_change, name="negotiation_change"),
    path("negotiations/<uuid:pk>/guide/", detail_views.negotiation_guide, name="negotiation_guide"),
    path(f"{PROPOSAL}/", correction_views.proposal, name="proposal"),
    path(f"{PROPOSAL}/correct/", correction_views.proposal_change, name="proposal_change"),
    path(f"{PROPOSAL}/status/", correction_views.proposal_status, name="proposal_status"),
    path(f"{PROPOSAL}/letter/", letter_views.letter, name="letter"),
    path(f"{PROPOSAL}/letter/remove/", letter_views.letter_remove, name="letter_remove"),
]
