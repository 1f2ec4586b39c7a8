from django.urls import path

from offers import entry_views, outcome_views, own_views, proposal_views, timeline_views, views, worth_views

urlpatterns = [
    path("negotiations/", views.negotiations, name="negotiations"),
    path("negotiations/new/", proposal_views.negotiation_start, name="negotiation_start"),
    path("negotiations/<uuid:pk>/", views.negotiation, name="negotiation"),
    path("negotiations/<uuid:pk>/proposals/new/", proposal_views.proposal_add, name="proposal_add"),
    path("negotiations/<uuid:pk>/numbers/", own_views.own_numbers, name="own_numbers"),
    path("negotiations/<uuid:pk>/numbers/<slug:component>/", own_views.own_numbers_edit, name="own_numbers_edit"),
    path("negotiations/<uuid:pk>/timeline.csv", timeline_views.timeline_csv, name="timeline_csv"),
    path("negotiations/<uuid:pk>/timeline.json", timeline_views.timeline_json, name="timeline_json"),
    path("negotiations/<uuid:pk>/conditions/", own_views.conditions_tick, name="conditions_tick"),
    path("negotiations/<uuid:pk>/entries/new/", entry_views.entry_add, name="entry_add"),
    path("negotiations/<uuid:pk>/entries/<uuid:entry_pk>/settle/", entry_views.entry_settle, name="entry_settle"),
    path("negotiations/<uuid:pk>/value/", worth_views.negotiation_value, name="negotiation_value"),
    path("negotiations/<uuid:pk>/outcome/", outcome_views.outcome_add, name="outcome_add"),
    path("negotiations/<uuid:pk>/reopen/", outcome_views.negotiation_reopen, name="negotiation_reopen"),
    path("negotiations/<uuid:pk>/undo/", outcome_views.negotiation_undo, name="negotiation_undo"),
    path("negotiations/<uuid:pk>/delete/", views.negotiation_delete, name="negotiation_delete"),
    path("negotiations/<uuid:pk>/bring-back/", views.negotiation_bring_back, name="negotiation_bring_back"),
]
