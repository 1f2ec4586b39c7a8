"""Addresses of the guides, below /guides/."""

from django.urls import path

from guides import flag_views, history_views, views

urlpatterns = [
    path("", views.directory, name="guides"),
    path("flags/", flag_views.flags, name="flags"),
    path("<slug:company>/", views.company, name="company"),
    path("<slug:company>/<slug:role>/", views.guide, name="guide"),
    path("<slug:company>/<slug:role>/flag/band/<int:pk>/", flag_views.flag, {"kind": "band"}, name="guide_flag_band"),
    path("<slug:company>/<slug:role>/flag/target/<int:pk>/", flag_views.flag, {"kind": "target"}, name="guide_flag_target"),
    path("<slug:company>/<slug:role>/history/", history_views.history, name="guide_history"),
]
