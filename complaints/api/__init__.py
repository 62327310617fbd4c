"""Complaints from the systems of other bodies: they come in, nothing is read or listed here."""
