from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"

    def ready(self) -> None:
        from complaints import navigation, rules  # noqa: F401  where pages stand, who may do what
        from complaints.indicators import INDICATORS
        from legitimacy.indicators.registry import indicators

        indicators.register(*INDICATORS)

        # These read passports, so they come after them.
        from complaints.demo import COMPLAINTS as SIMULATOR
        from complaints.indicators.counting import COMPLAINTS
        from legitimacy.scorecards.sources import value_sources
        from legitimacy.simulations import simulators

        value_sources.register(COMPLAINTS)
        simulators.register(SIMULATOR)
