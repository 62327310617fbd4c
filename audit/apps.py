from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit import navigation, rules  # noqa: F401  where pages stand, who may what
        from audit.datasets import DATASETS
        from audit.indicators import INDICATORS
        from audit.retention import RULES
        from legitimacy.exports.datasets import datasets
        from legitimacy.indicators.registry import indicators
        from legitimacy.trail.retention import retention_rules

        indicators.register(*INDICATORS)
        datasets.register(*DATASETS)
        retention_rules.register(*RULES)

        # These read passports, so they come after them.
        from audit.demo import SIMULATORS
        from audit.indicators.counting import SOURCES
        from audit.selectors.audits.account import ACCOUNT_FACTS
        from audit.selectors.audits.last import last_audit_columns, last_audit_fact
        from legitimacy.entries import CorpsFactProvider, account_facts, corps_facts
        from legitimacy.scorecards.sources import value_sources
        from legitimacy.simulations import simulators

        corps_facts.register(
            CorpsFactProvider(key="last_audit", columns=last_audit_columns, find=last_audit_fact),
        )
        account_facts.register(ACCOUNT_FACTS)
        value_sources.register(*SOURCES)
        simulators.register(*SIMULATORS)
