from django.urls import path

from negotiate.accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("mail/", views.mail_settings, name="account_mail"),
    path("keys/new/", views.create_key, name="account_key_create"),
    path("keys/<int:pk>/revoke/", views.revoke_key, name="account_key_revoke"),
    path("export/", views.export, name="account_export"),
    path("delete/", views.delete, name="account_delete"),
]
