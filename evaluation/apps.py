from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        from evaluation.indicators import INDICATORS
        from legitimacy.indicators.registry import indicators

        indicators.register(*INDICATORS)
