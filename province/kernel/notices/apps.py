from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "province.kernel.notices"
    label = "notices"
    verbose_name = "Thông báo"
