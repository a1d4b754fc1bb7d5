from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "province.kernel.org"
    label = "org"
    verbose_name = "Tổ chức bộ máy"
