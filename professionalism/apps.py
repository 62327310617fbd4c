from django.apps import AppConfig


class ProfessionalismConfig(AppConfig):
    name = "professionalism"

    def ready(self) -> None:
        from legitimacy.indicators.registry import indicators
        from professionalism import navigation, rules  # noqa: F401  where pages stand, who may what
        from professionalism.indicators import INDICATORS

        indicators.register(*INDICATORS)

        from legitimacy.record_links import RecordLink, record_links
        from legitimacy.trail.retention import retention_rules
        from professionalism.selectors.discipline.lists import case_url
        from professionalism.services.discipline.erasing import DISCIPLINE

        retention_rules.register(DISCIPLINE)
        record_links.register(RecordLink(kind="discipline", find=case_url))

        # These read passports, so they come after them.
        from legitimacy.scorecards.sources import value_sources
        from legitimacy.simulations import simulators
        from professionalism.demo import SIMULATORS
        from professionalism.indicators.counting import SOURCES

        value_sources.register(*SOURCES)
        simulators.register(*SIMULATORS)
