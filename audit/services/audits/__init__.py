"""Writing audits: planning, team, findings, replies, reports, recommendations, access to records."""
