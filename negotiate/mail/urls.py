from django.conf import settings
from django.urls import include, path

from negotiate.mail import confirming, inbox, views

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/<int:pk>/", inbox.inbox_message, name="inbox_message"),
    path("inbox/<int:pk>/body/", inbox.inbox_body, name="inbox_body"),
    path("inbox/<int:pk>/attachments/<int:number>/", inbox.inbox_attachment, name="inbox_attachment"),
    path("account/address/", confirming.ask_to_confirm, name="ask_to_confirm"),
    path("account/address/<str:token>/", confirming.confirm_address, name="confirm_address"),
    path("account/test-mail/", views.test_mail, name="test_mail"),
]

if settings.ANYMAIL.get("WEBHOOK_SECRET"):
    urlpatterns.append(path("mail/events/", include("negotiate.mail.webhooks")))
