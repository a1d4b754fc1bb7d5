from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "province.contexts.procedures"
    label = "procedures"
    verbose_name = "Thủ tục hành chính"

    def ready(self) -> None:
        from province.contexts.procedures import plugs  # noqa: F401 -- registering is the import
