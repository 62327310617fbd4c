from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit.indicators import INDICATORS
        from legitimacy.indicators.registry import indicators

        indicators.register(*INDICATORS)
