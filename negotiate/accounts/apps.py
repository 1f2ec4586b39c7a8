from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "negotiate.accounts"
    label = "accounts"

    def ready(self):
        """Each app's module `exporting` registers what it keeps about a person."""
        autodiscover_modules("exporting")
