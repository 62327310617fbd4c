"""Words of the simulated assessments and samples, in the language of the corps. All of it is fictional."""

DOCUMENTS = {
    "inclusion-education": {
        "nl": ("Opleidingsplan", "Module dwang en bemiddeling", "Onthaal van nieuwe collega's"),
        "fr": ("Plan de formation", "Module contrainte et médiation", "Accueil des nouveaux collègues"),
        "de": ("Ausbildungsplan", "Modul Zwang und Vermittlung", "Empfang neuer Kollegen"),
    },
    "inclusion-hr": {
        "nl": ("Procedure werving en selectie", "Reglement interne mobiliteit", "Welzijnsbeleid"),
        "fr": ("Procédure de recrutement et sélection", "Règlement de mobilité interne", "Politique de bien-être"),
        "de": ("Verfahren Anwerbung und Auswahl", "Regelung interne Mobilität", "Konzept Wohlbefinden"),
    },
    "inclusion-practice": {
        "nl": ("Instructie identiteitscontroles", "Werkwijze onthaal", "Instructie slachtofferbejegening"),
        "fr": ("Instruction contrôles d'identité", "Méthode d'accueil", "Instruction assistance aux victimes"),
        "de": ("Anweisung Identitätskontrollen", "Ablauf Empfang", "Anweisung Opferbetreuung"),
    },
}
"""The corps's own standards that are judged on inclusion."""

EVIDENCE = {
    "nl": "Jaarverslag en dossier van de dienst",
    "fr": "Rapport annuel et dossier du service",
    "de": "Jahresbericht und Akte des Dienstes",
}
DIFFERS = {
    "nl": "Het bewijs toont dit nog niet voor alle diensten.",
    "fr": "La preuve ne le montre pas encore pour tous les services.",
    "de": "Der Nachweis zeigt dies noch nicht für alle Dienste.",
}
OWNER = {"nl": "Diensthoofd", "fr": "Chef de service", "de": "Dienststellenleiter"}

PAGES = (
    *("contact", "klacht", "aangifte", "vermist", "verkeer", "wijk", "slachtoffer", "wapens", "jobs", "nieuws"),
    *("preventie", "evenement", "afspraak", "drone", "verloren", "geluid", "fiets", "vakantie", "cyber", "toegang"),
)
CHANNELS = ("website", "facebook", "instagram", "pers", "folder")
COMMUNICATIONS = (
    *("Gratis fietsgravering op zaterdag", "Opgelet voor valse bankmedewerkers", "Wegen afgesloten voor de jaarmarkt"),
    *("Zo dient u een klacht in", "Wijkinspecteur komt langs in de Molenwijk", "Vermiste persoon terecht"),
    *("Resultaten van de snelheidscontroles", "Wij zoeken collega's", "Inbraakpreventie: gratis advies aan huis"),
    *("Nieuwe openingsuren van het onthaal", "Actie tegen gsm achter het stuur", "Hulp na partnergeweld"),
    *("Cannabisplantage ontmanteld", "Buurtvergadering over verkeersveiligheid", "Wat te doen bij overlast"),
    *("Veilig naar school", "Terugblik op het zomerfestival", "Oproep tot getuigen na ongeval"),
)


def language_of(languages: str) -> str:
    """The first language of a corps, Dutch where it has another than ours."""
    first = (languages or "nl").split()[0]
    return first if first in EVIDENCE else "nl"
