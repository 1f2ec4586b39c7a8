"""Addresses of the guides, below /guides/."""

from django.urls import path

from guides import history_views, views

urlpatterns = [
    path("", views.directory, name="guides"),
    path("<slug:company>/", views.company, name="company"),
    path("<slug:company>/<slug:role>/", views.guide, name="guide"),
    path("<slug:company>/<slug:role>/history/", history_views.history, name="guide_history"),
]
