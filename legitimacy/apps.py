from django.apps import AppConfig


class LegitimacyConfig(AppConfig):
    name = "legitimacy"
    verbose_name = "Legitimiteitsmonitor"

    def ready(self) -> None:
        from legitimacy import checks  # noqa: F401  registers the start-up checks
        from legitimacy.indicators.registry import indicators
        from legitimacy.opendata.indicators import INDICATORS
        from legitimacy.trail.retention import TRAIL, retention_rules

        indicators.register(*INDICATORS)
        retention_rules.register(TRAIL)
