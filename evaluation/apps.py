from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        from evaluation import navigation, rules  # noqa: F401  pages, and who may what
        from evaluation.indicators import INDICATORS
        from legitimacy.indicators.registry import indicators

        indicators.register(*INDICATORS)

        # These read passports, so they come after them.
        from evaluation.demo import SIMULATORS
        from evaluation.indicators.counting import SOURCES
        from legitimacy.scorecards.sources import value_sources
        from legitimacy.simulations import simulators

        value_sources.register(*SOURCES)
        simulators.register(*SIMULATORS)
