"""Reading audits, always through `Audit.objects.visible_to`."""
