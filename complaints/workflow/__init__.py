"""How a complaint may move, who holds it, and the dated code lists it is written in. No database here."""
