from django.apps import AppConfig


class DiversityConfig(AppConfig):
    name = "diversity"

    def ready(self) -> None:
        from diversity.indicators import INDICATORS
        from legitimacy.indicators.registry import indicators

        indicators.register(*INDICATORS)
