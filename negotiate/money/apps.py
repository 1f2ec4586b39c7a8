from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "negotiate.money"
    label = "money"
