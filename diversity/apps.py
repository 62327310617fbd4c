from django.apps import AppConfig


class DiversityConfig(AppConfig):
    name = "diversity"

    def ready(self) -> None:
        from diversity import imports, navigation, rules  # noqa: F401  how records come in, pages, who may what
        from diversity.indicators import INDICATORS
        from legitimacy.indicators.registry import indicators

        indicators.register(*INDICATORS)

        # These read passports, so they come after them.
        from diversity.datasets import FAMILIES
        from diversity.demo import SIMULATORS
        from diversity.indicators.counting import SOURCES
        from diversity.selectors.tables import staff_columns, staff_fact
        from legitimacy.disclosure.families import table_families
        from legitimacy.entries import CorpsFactProvider, corps_facts
        from legitimacy.scorecards.sources import value_sources
        from legitimacy.simulations import simulators

        table_families.register(*FAMILIES)
        corps_facts.register(CorpsFactProvider(key="staff", columns=staff_columns, find=staff_fact))
        value_sources.register(*SOURCES)
        simulators.register(*SIMULATORS)
