from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"

    def ready(self) -> None:
        from complaints import navigation, rules  # noqa: F401  where pages stand, who may do what
        from complaints.indicators import INDICATORS
        from legitimacy.indicators.registry import indicators

        indicators.register(*INDICATORS)

        # The counting reads passports, so it comes after them.
        from complaints.indicators.counting import COMPLAINTS
        from legitimacy.scorecards.sources import value_sources

        value_sources.register(COMPLAINTS)
