from django.urls import path

from offers import compare_views, present_job_views

urlpatterns = [
    path("compare/", compare_views.compare_offers, name="compare"),
    path("compare/keep/", compare_views.comparison_keep, name="comparison_keep"),
    path("compare/present-job/", present_job_views.present_job, name="present_job"),
    path("compare/present-job/remove/", present_job_views.present_job_remove, name="present_job_remove"),
    path("compare/<uuid:comparison_pk>/", compare_views.comparison, name="comparison"),
    path("compare/<uuid:comparison_pk>/rename/", compare_views.comparison_rename, name="comparison_rename"),
    path("compare/<uuid:comparison_pk>/delete/", compare_views.comparison_delete, name="comparison_delete"),
]
