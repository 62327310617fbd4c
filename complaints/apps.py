from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"

    def ready(self) -> None:
        from complaints import imports, navigation, rules  # noqa: F401  how files come in, where pages stand, who may what
        from complaints.datasets import DATASETS
        from complaints.indicators import INDICATORS
        from complaints.retention import RULES
        from complaints.selectors.handled import HANDLED_FILES
        from complaints.selectors.records import COMPLAINT_FILES
        from complaints.selectors.sampling import CLOSED_FILES
        from complaints.services.surveys import CLOSING_ANSWERS
        from legitimacy.answers.services import flush_listeners
        from legitimacy.conflicts import conflict_checks
        from legitimacy.exports.datasets import datasets
        from legitimacy.indicators.registry import indicators
        from legitimacy.record_links import record_kinds
        from legitimacy.sampling import sampling_registers
        from legitimacy.trail.retention import retention_rules

        indicators.register(*INDICATORS)
        datasets.register(*DATASETS)
        retention_rules.register(*RULES)
        flush_listeners.register(CLOSING_ANSWERS)
        sampling_registers.register(CLOSED_FILES)
        record_kinds.register(COMPLAINT_FILES)
        conflict_checks.register(HANDLED_FILES)

        # These read passports, so they come after them.
        from complaints.demo import COMPLAINTS as SIMULATOR
        from complaints.indicators.counting import COMPLAINTS
        from legitimacy.scorecards.sources import value_sources
        from legitimacy.simulations import simulators

        value_sources.register(COMPLAINTS)
        simulators.register(SIMULATOR)
