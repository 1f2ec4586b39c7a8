from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MailConfig(AppConfig):
    name = "negotiate.mail"
    label = "mail"

    def ready(self):
        """Each app has modules that say what its mail is, what else is to be done at a round, and what it counts."""
        autodiscover_modules("emails", "chores", "measures")
