"""The arithmetic core: pure Python on numpy, pandas and scipy. No Django, no Celery, no Plotly."""
