from django.urls import path

from negotiate.mail import inbox, views

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/<int:pk>/", inbox.inbox_message, name="inbox_message"),
    path("inbox/<int:pk>/body/", inbox.inbox_body, name="inbox_body"),
    path("account/test-mail/", views.test_mail, name="test_mail"),
]
