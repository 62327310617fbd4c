from django.apps import AppConfig


class ProfessionalismConfig(AppConfig):
    name = "professionalism"

    def ready(self) -> None:
        from legitimacy.indicators.registry import indicators
        from legitimacy.trail.retention import retention_rules
        from professionalism import navigation, rules  # noqa: F401  where pages stand, who may what
        from professionalism.indicators import INDICATORS
        from professionalism.retention import RULES

        indicators.register(*INDICATORS)
        retention_rules.register(*RULES)

        # These read passports, so they come after them.
        from legitimacy.scorecards.sources import value_sources
        from legitimacy.simulations import simulators
        from professionalism.demo import SIMULATORS
        from professionalism.indicators.counting import SOURCES

        value_sources.register(*SOURCES)
        simulators.register(*SIMULATORS)
