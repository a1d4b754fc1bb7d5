from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class JobsConfig(AppConfig):
    name = "province.foundation.jobs"
    label = "jobs"
    verbose_name = "Việc chạy nền"

    def ready(self) -> None:
        """Import every module's doors that register themselves: plugs, subscribers, jobs."""
        for config in apps.get_app_configs():
            if config.name.startswith("province."):
                for door in ("plugs", "subscribers", "jobs"):
                    if find_spec(f"{config.name}.{door}"):
                        import_module(f"{config.name}.{door}")
