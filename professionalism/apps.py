from django.apps import AppConfig


class ProfessionalismConfig(AppConfig):
    name = "professionalism"

    def ready(self) -> None:
        from legitimacy.exports.datasets import datasets
        from legitimacy.indicators.registry import indicators
        from legitimacy.record_links import record_kinds
        from legitimacy.sampling import sampling_registers
        from legitimacy.trail.retention import retention_rules
        from professionalism import imports, navigation, rules  # noqa: F401  how records come in, pages, who may what
        from professionalism.datasets import DATASETS
        from professionalism.indicators import INDICATORS
        from professionalism.retention import RULES
        from professionalism.selectors.discipline.lists import DISCIPLINE_RECORDS
        from professionalism.selectors.force_links import CLOSED_REVIEWS, FORCE_KEYS, FORCE_RECORDS
        from professionalism.selectors.signals.links import SIGNAL_RECORDS

        indicators.register(*INDICATORS)
        datasets.register(*DATASETS)
        retention_rules.register(*RULES)
        record_kinds.register(FORCE_RECORDS, FORCE_KEYS, DISCIPLINE_RECORDS, SIGNAL_RECORDS)
        sampling_registers.register(CLOSED_REVIEWS)

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
