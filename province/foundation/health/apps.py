from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "province.foundation.health"
    label = "health"
    verbose_name = "Tình trạng bản cài"
