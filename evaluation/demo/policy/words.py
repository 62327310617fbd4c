"""Words of simulated plans, in the language of the corps."""

import csv
from dataclasses import dataclass
from functools import cache

from django.conf import settings

LANGUAGES = ("nl", "fr", "de")
PLAN = {
    "nl": "Zonaal veiligheidsplan {first}-{last}",
    "fr": "Plan zonal de sécurité {first}-{last}",
    "de": "Zonaler Sicherheitsplan {first}-{last}",
}
TEXTS = {
    "nl": {
        "actions": "Vaste afspraken per ploeg, elke maand besproken in het beleidsoverleg.",
        "measure": "Eigen telling, elk kwartaal",
        "owner": "Directeur operaties",
        "evaluator": "Dienst beleidsondersteuning",
        "question": "Doen we wat we zegden, en verandert er iets?",
        "evidence": "Eigen registers van de laatste twaalf maanden; gesprekken met twee ploegen en met partners.",
        "findings": "De afspraken worden gevolgd. Wat er verandert, valt nog binnen de gewone schommeling.",
        "lessons": "Vroeger meten: zonder begincijfer blijft elk oordeel zwak.",
    },
    "fr": {
        "actions": "Des accords fixes par équipe, discutés chaque mois.",
        "measure": "Comptage propre, chaque trimestre",
        "owner": "Directeur des opérations",
        "evaluator": "Service d'appui à la politique",
        "question": "Faisons-nous ce que nous avons dit, et cela change-t-il quelque chose ?",
        "evidence": "Nos registres des douze derniers mois ; entretiens avec deux équipes et des partenaires.",
        "findings": "Les accords sont suivis. Ce qui change reste dans les variations habituelles.",
        "lessons": "Mesurer plus tôt : sans chiffre de départ, tout jugement reste faible.",
    },
    "de": {
        "actions": "Feste Absprachen je Mannschaft, jeden Monat besprochen.",
        "measure": "Eigene Zählung, jedes Quartal",
        "owner": "Direktor Einsatz",
        "evaluator": "Dienst für Politikunterstützung",
        "question": "Tun wir, was wir gesagt haben, und ändert sich etwas?",
        "evidence": "Eigene Register der letzten zwölf Monate; Gespräche mit zwei Mannschaften und mit Partnern.",
        "findings": "Die Absprachen werden eingehalten. Was sich ändert, liegt in der üblichen Schwankung.",
        "lessons": "Früher messen: ohne Ausgangswert bleibt jedes Urteil schwach.",
    },
}


IMPROVED = {
    "nl": (
        "Elke ploeg telt op dezelfde manier, met één blad uitleg.",
        "De partners krijgen elk kwartaal de cijfers en zeggen wat zij zien.",
        "Wie klaagt of meldt, hoort binnen een week wat er gebeurt.",
        "Een nieuwe collega krijgt de afspraken op de eerste dag.",
    ),
    "fr": (
        "Chaque équipe compte de la même façon, avec une page d'explication.",
        "Les partenaires reçoivent les chiffres chaque trimestre et disent ce qu'ils voient.",
        "Qui signale un problème apprend dans la semaine ce qui se passe.",
        "Tout nouveau collègue reçoit les accords le premier jour.",
    ),
    "de": (
        "Jede Mannschaft zählt auf dieselbe Weise, mit einer Seite Erklärung.",
        "Die Partner erhalten jedes Quartal die Zahlen und sagen, was sie sehen.",
        "Wer etwas meldet, erfährt binnen einer Woche, was geschieht.",
        "Neue Kollegen erhalten die Absprachen am ersten Tag.",
    ),
}
"""What evaluations of the example asked for."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One objective of the example; `titles` by language."""

    key: str
    functionality: str
    indicator: str
    titles: dict[str, str]


@cache
def aims() -> tuple[Aim, ...]:
    with (settings.BASE_DIR / "data" / "example" / "policy.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Aim(row["key"], row["functionality"], row["indicator"], {one: row[one] for one in LANGUAGES})
            for row in csv.DictReader(file)
        )


def language_of(languages: str) -> str:
    """The first language of a corps, where there are words in it."""
    first = (languages.split() or ["nl"])[0]
    return first if first in LANGUAGES else "nl"
