"""Words of simulated audits in the language of the corps: none of them is about anybody."""

LANGUAGES = ("nl", "fr", "de")

TITLES = {
    "nl": "Kwaliteitsaudit %(year)s",
    "fr": "Audit de qualité %(year)s",
    "de": "Qualitätsaudit %(year)s",
}
FINDINGS = {
    "nl": (
        ("Klachten worden tijdig bevestigd", "Bijna elke klager krijgt binnen zeven dagen een ontvangstbevestiging."),
        ("Dossiers blijven lang open", "Een deel van de dossiers wacht maanden op een eerste onderzoeksdaad."),
        ("Geen vaste opvolging van acties", "Verbeteracties hebben een eigenaar, maar niemand kijkt of ze klaar zijn."),
        ("Opleiding wordt bijgehouden", "Voor elk lid is te zien welke opleiding gevolgd werd en welke ontbreekt."),
        ("Webpagina's niet voor iedereen leesbaar", "Formulieren werken niet met een schermlezer."),
        ("Cijfers komen laat", "Gegevens over geweldgebruik worden pas na maanden bezorgd."),
    ),
    "fr": (
        ("Les plaintes sont confirmées à temps", "Presque chaque plaignant reçoit un accusé dans les sept jours."),
        (
            "Des dossiers restent longtemps ouverts",
            "Une partie attend des mois un premier acte d'enquête.",
        ),
        (
            "Pas de suivi fixe des actions",
            "Les actions ont un responsable, mais personne ne vérifie leur fin.",
        ),
        ("La formation est suivie", "Pour chaque membre, on voit quelle formation a été suivie et laquelle manque."),
        ("Pages web pas lisibles par tous", "Les formulaires ne fonctionnent pas avec un lecteur d'écran."),
        ("Les chiffres arrivent tard", "Les données sur l'usage de la force n'arrivent qu'après des mois."),
    ),
    "de": (
        ("Beschwerden werden rechtzeitig bestätigt", "Fast alle erhalten binnen sieben Tagen eine Bestätigung."),
        ("Akten bleiben lange offen", "Ein Teil der Akten wartet Monate auf die erste Ermittlungshandlung."),
        (
            "Keine feste Nachverfolgung",
            "Maßnahmen haben Verantwortliche, doch niemand prüft, ob sie fertig sind.",
        ),
        ("Ausbildung wird erfasst", "Für jedes Mitglied ist sichtbar, welche Ausbildung absolviert wurde."),
        ("Webseiten nicht für alle lesbar", "Formulare funktionieren nicht mit einem Bildschirmleser."),
        ("Zahlen kommen spät", "Daten über Gewaltanwendung kommen erst nach Monaten."),
    ),
}
RECOMMENDATIONS = {
    "nl": (
        ("Bekijk elke week alle dossiers die langer dan 30 dagen stilliggen.", "Hoofd intern toezicht"),
        ("Leg voor elke verbeteractie vast wie ze opvolgt en wanneer.", "Beleidsmedewerker"),
        ("Bezorg de cijfers over geweldgebruik binnen een maand.", "Directeur operaties"),
        ("Maak alle formulieren bruikbaar met een schermlezer.", "Communicatiedienst"),
        ("Plan voor elk lid de ontbrekende opleiding.", "HR-dienst"),
        ("Schrijf antwoorden in gewone taal en met redenen.", "Hoofd intern toezicht"),
        ("Bespreek klachten twee keer per jaar met de ploegen.", "Korpschef"),
        ("Laat een steekproef van bevragingen elk kwartaal nakijken.", "Functionaris voor gegevensbescherming"),
    ),
    "fr": (
        ("Revoir chaque semaine les dossiers à l'arrêt depuis plus de 30 jours.", "Chef du contrôle interne"),
        ("Fixer pour chaque action qui la suit et quand.", "Collaborateur politique"),
        ("Livrer les chiffres sur l'usage de la force dans le mois.", "Directeur des opérations"),
        ("Rendre tous les formulaires utilisables avec un lecteur d'écran.", "Service communication"),
        ("Planifier pour chaque membre la formation manquante.", "Service RH"),
        ("Écrire les réponses en langage clair et avec leurs motifs.", "Chef du contrôle interne"),
        ("Discuter des plaintes avec les équipes deux fois par an.", "Chef de corps"),
        ("Faire vérifier chaque trimestre un échantillon de consultations.", "Délégué à la protection des données"),
    ),
    "de": (
        ("Jede Woche alle Akten prüfen, die länger als 30 Tage ruhen.", "Leitung der internen Aufsicht"),
        ("Für jede Maßnahme festlegen, wer sie wann nachverfolgt.", "Strategische Mitarbeiterin"),
        ("Zahlen über Gewaltanwendung binnen eines Monats liefern.", "Leitung Einsatz"),
        ("Alle Formulare mit Bildschirmlesern nutzbar machen.", "Kommunikationsdienst"),
        ("Für jedes Mitglied die fehlende Ausbildung planen.", "Personaldienst"),
        ("Antworten in klarer Sprache und mit Gründen schreiben.", "Leitung der internen Aufsicht"),
        ("Beschwerden zweimal im Jahr mit den Teams besprechen.", "Korpschef"),
        ("Jedes Quartal eine Stichprobe von Abfragen prüfen lassen.", "Datenschutzbeauftragte"),
    ),
}
REPLIES = {
    "nl": "Wij danken de auditoren. De vaststellingen zijn herkenbaar; een deel is intussen aangepakt.",
    "fr": "Nous remercions les auditeurs. Les constats sont reconnaissables ; une partie est déjà traitée.",
    "de": "Wir danken den Prüfern. Die Feststellungen sind nachvollziehbar; ein Teil ist bereits behoben.",
}
REASON = {
    "nl": "De wet laat dit niet toe.",
    "fr": "La loi ne le permet pas.",
    "de": "Das Gesetz lässt das nicht zu.",
}
DONE = {
    "nl": "Ingevoerd en met de ploegen besproken; het verslag ligt ter inzage.",
    "fr": "Mis en place et discuté avec les équipes ; le rapport peut être consulté.",
    "de": "Eingeführt und mit den Teams besprochen; der Bericht kann eingesehen werden.",
}
SEEN = {
    "nl": "Ter plaatse nagekeken.",
    "fr": "Vérifié sur place.",
    "de": "Vor Ort geprüft.",
}


def language_of(languages: str) -> str:
    """The first language of a corps that there are words in."""
    return next((code for code in languages.split() if code in LANGUAGES), "nl")
