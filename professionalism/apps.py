from django.apps import AppConfig


class ProfessionalismConfig(AppConfig):
    name = "professionalism"

    def ready(self) -> None:
        from professionalism.indicators import INDICATORS
        from legitimacy.indicators.registry import indicators

        indicators.register(*INDICATORS)
