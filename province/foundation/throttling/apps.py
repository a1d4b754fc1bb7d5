from django.apps import AppConfig


class ThrottlingConfig(AppConfig):
    name = "province.foundation.throttling"
    label = "throttling"
    verbose_name = "Giới hạn lượt truy cập"
