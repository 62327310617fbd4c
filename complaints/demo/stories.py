"""What the planted files of Demervallei tell: fictional, harmless, in the three languages of the country."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A complaint as it came in, `received` days ago. `events` are (days ago, kind, state after it or "")."""

    key: str
    language: str
    received: int
    title: str
    text: str
    categories: tuple[str, ...]
    name: str
    place: str = ""
    channel: str = "web"
    status: str = "received"
    holder: str = "corps"
    handler: str = "intern-toezicht"
    events: tuple[tuple[int, str, str], ...] = ()
    involved: str = ""
    disposition: str = ""
    outcome: str = ""
    decision: str = ""
    message: str = ""
    about_chief: bool = False


STORIES = (
    Story(
        key="new",
        language="nl",
        received=1,
        title="Twee uur wachten aan het onthaal",
        text="Ik wilde een verloren portefeuille aangeven. Ik wachtte twee uur zonder uitleg en ging toen weer weg.",
        categories=("O1",),
        name="Nele Voorbeeld",
        place="Onthaal, Marktplein",
        handler="",
    ),
    Story(
        key="unread",
        language="fr",
        received=24,
        title="Paroles blessantes lors d'un contrôle",
        text="Lors d'un contrôle de vélos, l'agent s'est moqué de mon accent devant mes enfants.",
        categories=("H3", "H1"),
        name="Fabrice Exemple",
        place="Rue de la Gare",
        status="inquiry",
        involved="Interventie B",
        events=(
            (22, "acknowledge", "acknowledged"),
            (18, "assess", "admissibility"),
            (17, "inquire", "inquiry"),
            (6, "informed", ""),
        ),
        message="J'ai retrouvé la date : c'était le samedi matin, vers dix heures. Puis-je ajouter une photo ?",
    ),
    Story(
        key="late",
        language="nl",
        received=74,
        title="Verkeerde nummerplaat in een vaststelling",
        text="Ik kreeg een boete voor een auto die niet de mijne is. Drie keer gebeld, nooit een antwoord gekregen.",
        categories=("T5", "O1"),
        name="Luc Voorbeeld",
        status="inquiry",
        events=((70, "acknowledge", "acknowledged"), (60, "assess", "admissibility"), (58, "inquire", "inquiry")),
        channel="letter",
    ),
    Story(
        key="limitation",
        language="nl",
        received=174,
        title="Duwen bij het verlaten van een fuif",
        text="Bij het buitengaan werd ik door een inspecteur hard tegen de muur geduwd. Ik had niets gedaan.",
        categories=("T4", "H4"),
        name="Rik Voorbeeld",
        place="Sporthal",
        status="draft_finding",
        involved="Interventie A",
        events=(
            (170, "acknowledge", "acknowledged"),
            (165, "assess", "admissibility"),
            (160, "inquire", "inquiry"),
            (130, "extended", ""),
            (20, "draft", "draft_finding"),
        ),
    ),
    Story(
        key="alarm",
        language="de",
        received=152,
        title="Anzeige nicht aufgenommen",
        text="Man wollte meine Anzeige wegen eines gestohlenen Fahrrads nicht aufnehmen und schickte mich weg.",
        categories=("T3",),
        name="Dieter Beispiel",
        channel="email",
        status="inquiry",
        events=((148, "acknowledge", "acknowledged"), (141, "assess", "admissibility"), (140, "inquire", "inquiry")),
    ),
    Story(
        key="mediation",
        language="nl",
        received=33,
        title="Onvriendelijk antwoord aan de telefoon",
        text="Ik belde over geluidshinder. De agent zei dat ik maar moest verhuizen. Ik wil het graag uitpraten.",
        categories=("H3",),
        name="Maya Voorbeeld",
        status="mediation",
        events=(
            (31, "acknowledge", "acknowledged"),
            (26, "assess", "admissibility"),
            (25, "mediation_offered", ""),
            (19, "mediation_accepted", ""),
            (12, "mediate", "mediation"),
        ),
    ),
    Story(
        key="lesson",
        language="nl",
        received=66,
        title="Geen terugbelbericht na een inbraak",
        text="Na de inbraak zou iemand mij terugbellen. Dat is nooit gebeurd en niemand wist wie mijn dossier had.",
        categories=("T1",),
        name="Greet Voorbeeld",
        status="follow_up",
        events=(
            (63, "acknowledge", "acknowledged"),
            (58, "assess", "admissibility"),
            (57, "inquire", "inquiry"),
            (34, "draft", "draft_finding"),
            (30, "hear", "heard"),
            (28, "decide", "decided"),
            (26, "communicate", "communicated"),
            (20, "follow_up", "follow_up"),
            (20, "lesson", ""),
        ),
        disposition="decided",
        outcome="founded",
        decision="U had gelijk: u bent niet teruggebeld zoals beloofd. Wij spraken af wie voortaan opvolgt.",
    ),
    Story(
        key="review",
        language="fr",
        received=96,
        title="Intervention trop tardive",
        text="J'ai appelé pour une dispute chez mes voisins. La patrouille est arrivée après une heure et demie.",
        categories=("T2",),
        name="Rosalie Exemple",
        status="review",
        events=(
            (92, "acknowledge", "acknowledged"),
            (85, "assess", "admissibility"),
            (84, "inquire", "inquiry"),
            (40, "draft", "draft_finding"),
            (36, "hear", "heard"),
            (33, "decide", "decided"),
            (31, "communicate", "communicated"),
            (4, "request_review", "review"),
        ),
        disposition="decided",
        outcome="unfounded",
        decision="La patrouille était retenue par un accident. Nous regrettons le délai, mais il n'y a pas de faute.",
    ),
    Story(
        key="chief",
        language="nl",
        received=41,
        title="De korpschef wilde niet luisteren",
        text="Op een infoavond onderbrak de korpschef mij en liet mij niet uitspreken over de verkeersdrempels.",
        categories=("H2",),
        name="Theo Voorbeeld",
        status="inquiry",
        holder="committee_p",
        handler="behandelaar",
        events=((38, "acknowledge", "acknowledged"), (30, "assess", "admissibility"), (29, "inquire", "inquiry")),
        about_chief=True,
    ),
    Story(
        key="sent",
        language="nl",
        received=19,
        title="Camerabeelden gedeeld zonder toestemming",
        text="Een beeld van mijn voordeur stond op een scherm aan het onthaal. Ik vraag mij af wie dat mag zien.",
        categories=("O2",),
        name="Sofie Voorbeeld",
        status="referred",
        events=((17, "acknowledge", "acknowledged"), (14, "assess", "admissibility"), (13, "refer", "referred")),
    ),
    Story(
        key="draft",
        language="nl",
        received=38,
        title="Fout in het verslag van een aanrijding",
        text="In het verslag staat dat ik door het rood reed. Twee getuigen zeggen dat het groen was.",
        categories=("T1",),
        name="Bert Voorbeeld",
        status="draft_finding",
        handler="intern-toezicht2",
        involved="Verkeer",
        events=(
            (36, "acknowledge", "acknowledged"),
            (30, "assess", "admissibility"),
            (29, "inquire", "inquiry"),
            (3, "draft", "draft_finding"),
        ),
    ),
)
