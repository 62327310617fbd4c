"""One indicator of all corps: funnel, distribution, map, trends, and the same as tables and files."""
