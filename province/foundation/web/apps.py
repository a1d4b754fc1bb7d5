from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "province.foundation.web"
    label = "web"
    verbose_name = "Cửa trang web"
