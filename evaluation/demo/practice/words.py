"""The fictional practices of the example: none of them is of a real corps, and no study behind them exists."""

from dataclasses import dataclass

from django.conf import settings

from legitimacy.codes import rows_read

PLAIN = ("code", "title", "kind", "functionality", "problem", "done")


@dataclass(frozen=True, slots=True)
class Plan:
    """`level` is the newest rating, 0 for none."""

    code: str
    title: str
    kind: str
    functionality: str
    problem: str
    done: str
    level: int


THEORY = {
    "mediation": "Wie gehoord wordt en zelf mee beslist, houdt zich langer aan een afspraak.",
    "coercion": "Wie vooraf weet wat er gebeurt en waarom, verzet zich minder.",
    "both": "Praten eerst, met een duidelijke grens erachter, maakt dwang zelden nodig.",
    "other": "Wie de oorzaak wegneemt, hoeft minder vaak terug te komen.",
}
COSTS = (
    "Een halve dag opleiding per medewerker, en een uur per dossier.",
    "Een halftijdse coördinator; de rest past in de gewone werking.",
    "Geen extra mensen, wel een vaste afspraak met de gemeente.",
    "Materiaal voor eenmalig 4.000 euro, daarna onderhoud.",
)
RESULTS = (
    "Het aantal nieuwe oproepen op dezelfde adressen daalde in het eerste jaar.",
    "Medewerkers vinden de gesprekken zwaarder, maar komen minder vaak terug.",
    "Nog te kort bezig om iets te zeggen.",
    "De buurt kent de inspecteur vaker bij naam; klachten bleven gelijk.",
)
FILE = settings.BASE_DIR / "data" / "example" / "practices.csv"


def plans() -> list[Plan]:
    """All of them, those with sound evidence first."""
    return [Plan(**{name: row[name] for name in PLAIN}, level=int(row["level"])) for row in rows_read(FILE)]


SUMMARY = {
    1: "Alleen een samenhang op één moment; of het werkt, weten we niet.",
    2: "Voor en na gemeten, maar zonder vergelijking: iets anders kan de oorzaak zijn.",
    3: "Beter dan een vergelijkbare plaats zonder deze praktijk.",
    4: "In meer plaatsen gunstig, met controle voor andere oorzaken.",
    5: "Gunstig in een onderzoek waarin het lot besliste.",
}
STUDIES = ("Voorbeeldstudie", "Vergelijkend onderzoek", "Verslag van een proef")
SUBJECTS = (
    *("Bemiddeling in de wijk", "Uitleg bij controles", "Vertrouwen na een interventie", "Herhaalde oproepen"),
    *("Opvang van slachtoffers", "Snelheid aan scholen", "Dialoog bij betogingen", "Jongeren op straat"),
)
UNIVERSITIES = ("Universiteit Voorbeeldstad", "Hogeschool Voorbeeldstad", "Université Exemple")
CENTRE = "O&O-centrum Voorbeeldland"
