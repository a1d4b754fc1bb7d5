from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "province.kernel.forms"
    label = "forms"
    verbose_name = "Biểu mẫu điện tử"

    def ready(self) -> None:
        from province.kernel.forms import jobs  # noqa: F401 -- registers the job
