from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "province.sites.portal"
    label = "portal"
    verbose_name = "Cổng dịch vụ công"
