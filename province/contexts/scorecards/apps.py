from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "province.contexts.scorecards"
    label = "scorecards"
    verbose_name = "unit figures and the index 766 (bộ chỉ số)"
