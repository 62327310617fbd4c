from django.apps import AppConfig


class ProfessionalismConfig(AppConfig):
    name = "professionalism"

    def ready(self) -> None:
        from legitimacy.indicators.registry import indicators
        from professionalism import imports, navigation, rules  # noqa: F401  how files come in, where pages stand, who may what
        from professionalism.indicators import INDICATORS

        indicators.register(*INDICATORS)

        # These read passports, so they come after them.
        from legitimacy.imports.operations.uses import count_uses
        from legitimacy.scorecards.sources import value_sources
        from legitimacy.simulations import simulators
        from professionalism.demo import SIMULATORS
        from professionalism.indicators.counting import SOURCES
        from professionalism.services.operations import USES

        value_sources.register(*SOURCES)
        count_uses.register(*USES)
        simulators.register(*SIMULATORS)
