from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"

    def ready(self) -> None:
        from complaints import navigation, rules  # noqa: F401  where pages stand, who may do what
        from complaints.indicators import INDICATORS
        from complaints.retention import RULES
        from legitimacy.indicators.registry import indicators
        from legitimacy.trail.retention import retention_rules

        indicators.register(*INDICATORS)
        retention_rules.register(*RULES)
