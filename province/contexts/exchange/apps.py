from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "province.contexts.exchange"
    label = "exchange"
    verbose_name = "Trục liên thông"
