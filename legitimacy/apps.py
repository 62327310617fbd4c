from django.apps import AppConfig


class LegitimacyConfig(AppConfig):
    name = "legitimacy"
    verbose_name = "Legitimiteitsmonitor"

    def ready(self) -> None:
        from legitimacy import celery, checks  # noqa: F401  the queue of every process; the start-up checks
        from legitimacy.accounts import receivers, rules  # noqa: F401  registers predicates and the trail's receivers
        from legitimacy.accounts.retention import RULES
        from legitimacy.answers.retention import RULES as ANSWER_RULES
        from legitimacy.dashboard import rules as dashboard_rules  # noqa: F401  who may reply
        from legitimacy.exports.datasets import datasets
        from legitimacy.imports.kinds import record_kinds
        from legitimacy.imports.operations import OPERATIONS
        from legitimacy.indicators.registry import indicators
        from legitimacy.opendata import navigation as opendata_navigation  # noqa: F401  what waits for stewards
        from legitimacy.opendata import rules as opendata_rules  # noqa: F401  who may release
        from legitimacy.opendata.datasets import DATASETS
        from legitimacy.opendata.indicators import INDICATORS
        from legitimacy.opendata.indicators.counting import RELEASES
        from legitimacy.scorecards.deliveries import DELIVERIES
        from legitimacy.scorecards.sources import value_sources
        from legitimacy.trail.retention import TRAIL, retention_rules

        indicators.register(*INDICATORS)
        datasets.register(*DATASETS)
        record_kinds.register(OPERATIONS)
        value_sources.register(DELIVERIES, RELEASES)
        retention_rules.register(TRAIL, *RULES, *ANSWER_RULES)
