from django.urls import path

from offers import deadline_views as views

urlpatterns = [
    path("negotiations/<uuid:pk>/deadlines/new/", views.deadline_add, name="deadline_add"),
    path("negotiations/<uuid:pk>/deadlines/<uuid:deadline_pk>/move/", views.deadline_move, name="deadline_move"),
    path("negotiations/<uuid:pk>/deadlines/<uuid:deadline_pk>/withdraw/", views.deadline_withdraw, name="deadline_withdraw"),
    path("negotiations/<uuid:pk>/deadlines/<uuid:deadline_pk>/calendar.ics", views.deadline_ics, name="deadline_ics"),
]
