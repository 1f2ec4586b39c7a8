from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MailConfig(AppConfig):
    name = "negotiate.mail"
    label = "mail"

    def ready(self):
        """Each app says in its `emails` module what its mail is, and in `chores` what else is to be done at a round."""
        autodiscover_modules("emails", "chores")
