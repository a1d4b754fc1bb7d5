from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    name = "province.foundation.web"
    label = "web"
    verbose_name = "Cửa trang web"

    def ready(self) -> None:
        """Let every module and site give its menu entries (its module ``menu``)."""
        autodiscover_modules("menu")
