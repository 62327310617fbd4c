from django.apps import AppConfig


class ProfessionalismConfig(AppConfig):
    name = "professionalism"

    def ready(self) -> None:
        from legitimacy.indicators.registry import indicators
        from professionalism.indicators import INDICATORS

        indicators.register(*INDICATORS)
