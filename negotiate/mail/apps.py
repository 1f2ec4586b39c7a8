from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "negotiate.mail"
    label = "mail"
