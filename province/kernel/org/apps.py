from django.apps import AppConfig
from django.core.checks import Tags, register


class OrgConfig(AppConfig):
    name = "province.kernel.org"
    label = "org"
    verbose_name = "Tổ chức bộ máy"

    def ready(self) -> None:
        from province.kernel.org.checks import roles_are_registered

        register(roles_are_registered, Tags.database)
