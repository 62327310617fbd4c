"""REST API v1: read-only. Visitors read what was released; a signed-in person reads their own corps as on its pages."""
