from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "negotiate.accounts"
    label = "accounts"
