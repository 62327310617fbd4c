from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        from evaluation import imports, navigation, rules  # noqa: F401  how records come in, pages, who may what
        from evaluation.datasets import DATASETS
        from evaluation.indicators import INDICATORS
        from evaluation.selectors.practice_links import PRACTICES
        from evaluation.selectors.research import SCHOOL_TIES
        from legitimacy.entries import school_ties
        from legitimacy.exports.datasets import datasets
        from legitimacy.indicators.registry import indicators
        from legitimacy.record_links import record_kinds

        indicators.register(*INDICATORS)
        datasets.register(*DATASETS)
        record_kinds.register(PRACTICES)
        school_ties.register(SCHOOL_TIES)

        # These read passports, so they come after them.
        from evaluation.demo import SIMULATORS
        from evaluation.indicators.counting import SOURCES
        from evaluation.selectors.accounts import account_columns, account_fact
        from legitimacy.entries import CorpsFactProvider, corps_facts
        from legitimacy.scorecards.sources import value_sources
        from legitimacy.simulations import simulators

        corps_facts.register(CorpsFactProvider(key="account", columns=account_columns, find=account_fact))
        value_sources.register(*SOURCES)
        simulators.register(*SIMULATORS)
