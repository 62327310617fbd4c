"""The pages that cross the domains: home, register, scorecard, indicator, and what they hang together with."""
