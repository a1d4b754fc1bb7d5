from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    name = "province.foundation.idempotency"
    label = "idempotency"
    verbose_name = "Khóa chống lặp"
