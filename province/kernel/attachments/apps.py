from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "province.kernel.attachments"
    label = "attachments"
    verbose_name = "Tệp đính kèm"

    def ready(self) -> None:
        from province.kernel.attachments import jobs  # noqa: F401 -- registers the jobs
