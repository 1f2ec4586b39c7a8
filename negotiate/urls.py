"""Every address of the product."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from negotiate.api import api

admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", include("negotiate.pages")),
    path("", include("negotiate.health")),
    path("", include("negotiate.metrics")),
    path("guides/", include("guides.urls")),
    path("", include("offers.urls")),
    path("", include("offers.deadline_urls")),
    path("", include("offers.proposal_urls")),
    path("", include("offers.compare_urls")),
    path("", include("negotiate.mail.urls")),
    path("account/", include("negotiate.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("admin/guides/", include("guides.admin_urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
]
