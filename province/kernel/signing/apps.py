from django.apps import AppConfig
from django.core.checks import register


class SigningConfig(AppConfig):
    name = "province.kernel.signing"
    label = "signing"
    verbose_name = "Chữ ký số, con dấu"

    def ready(self) -> None:
        from province.kernel.signing.checks import check_vault_key

        register(check_vault_key)
