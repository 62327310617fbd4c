"""Many files at once, written straight to the tables: for lists, counts and speed. One file goes through the services.

The spread is that of a corps that has worked for some years: most files are closed, the open ones are recent.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from complaints.models import Allegation, Complaint, Message, SearchText
from complaints.models.file import ALPHABET
from complaints.selectors.folding import fold
from complaints.workflow.codes import categories
from complaints.workflow.states import BEFORE_DECISION, Status
from legitimacy.models import Corps, Register, User

BATCH = 2_000
STORIES = {
    "nl": "Ik werd aan het {place} tegengehouden door de {who}. {extra} Ik kreeg geen uitleg en voelde me {felt}.",
    "fr": "J'ai été contrôlé à la {place} par la {who}. {extra} On ne m'a rien expliqué et je me suis senti {felt}.",
    "de": "Ich wurde am {place} von der {who} angehalten. {extra} Niemand erklärte etwas, ich fühlte mich {felt}.",
    "en": "I was stopped at the {place} by the {who}. {extra} Nobody explained anything and I felt {felt}.",
}
PLACES = ("station", "markt", "kruispunt", "commissariaat", "park", "plein", "brug", "school", "winkel", "perron")
WHO = ("patrouille", "wijkagent", "interventieploeg", "verkeersdienst", "hondenbrigade")
FELT = ("vernederd", "bedreigd", "genegeerd", "machteloos", "onveilig")
EXTRA = ("Mijn fiets werd weggenomen.", "Een agent schreeuwde.", "Er was een getuige.", "Het duurde een uur.", "")
OPEN_SHARE, OPEN_DAYS, ALL_DAYS = 0.06, 150, 2_500


def many_complaints(
    n: int,
    corps: Corps,
    *,
    holder: str = "corps",
    handlers: Sequence[User] = (),
    seed: int = 1,
    texts: bool = True,
    unread: float = 0.02,
    **given: Any,
) -> int:
    """Write `n` files about a corps; number of files. `given` sets columns on all of them; one seed, one set.

    `texts`: with words to be found by. `unread`: share of open files with a message that nobody read.
    """
    chance = random.Random(seed)  # noqa: S311  made-up files, not secrets
    rows = _rows(n, corps, holder, handlers, chance, given)
    done = 0
    while batch := [row for _, row in zip(range(BATCH), rows, strict=False)]:
        Complaint.objects.bulk_create(batch)
        codes = list(categories())
        Allegation.objects.bulk_create(Allegation(complaint=row, category=chance.choice(codes)) for row in batch)
        if texts:
            SearchText.objects.bulk_create(
                SearchText(complaint=row, language=row.language, folded=fold(f"{row.number}\n{row.title}\n{row.story}"))
                for row in batch
            )
        Message.objects.bulk_create(
            Message(complaint=row, from_complainant=True, body=holder, text="Is er nieuws?")
            for row in batch
            if row.status != Status.CLOSED and chance.random() < unread
        )
        done += len(batch)
    return done


def _rows(
    n: int, corps: Corps, holder: str, handlers: Sequence[User], chance: random.Random, given: dict[str, Any]
) -> Iterator[Complaint]:
    today, now = timezone.localdate(), timezone.now()
    labels = [str(category.label.nl) for category in categories().values()]
    for _ in range(n):
        is_open = chance.random() < OPEN_SHARE
        days = chance.randrange(OPEN_DAYS if is_open else ALL_DAYS)
        usual: dict[str, Any] = {
            "number": _number(chance),
            "register": corps.register,
            "origin": "real" if corps.register == Register.BELGIUM else "simulated",
            "corps": corps,
            "holder": holder,
            "language": (language := chance.choices(("nl", "fr", "de", "en"), (60, 30, 4, 6))[0]),
            "channel": chance.choices(("web", "phone", "letter", "desk", "email"), (60, 12, 8, 12, 8))[0],
            "kind": "complaint" if chance.random() < 0.9 else "report_of_dysfunction",
            "title": chance.choice(labels)[:120],
            "story": _story(language, chance),
            "injured": chance.random() < 0.05,
            "images_exist": chance.random() < 0.1,
            "received_on": today - timedelta(days=days),
            "received_at": now - timedelta(days=days),
        }
        usual |= _state(is_open, today, days, handlers, chance)
        yield Complaint(**usual | given)


def _state(is_open: bool, today: date, days: int, handlers: Sequence[User], chance: random.Random) -> dict[str, Any]:
    handler = chance.choice(handlers) if handlers and (not is_open or chance.random() < 0.85) else None
    if not is_open:
        ended = today - timedelta(days=max(0, days - chance.randrange(20, 90)))
        return {"status": Status.CLOSED, "handler": handler, "decided_on": ended, "closed_on": ended}
    due = today + timedelta(days=chance.randrange(-6, 40))
    paused = today - timedelta(days=3) if chance.random() < 0.08 else None
    return {
        "status": chance.choice((*BEFORE_DECISION, Status.COMMUNICATED, Status.REFERRED)),
        "handler": handler,
        "next_due_on": due,
        "due_on": due + timedelta(days=10),
        "paused_on": paused,
    }


def _number(chance: random.Random) -> str:
    letters = "".join(chance.choices(ALPHABET, k=8))
    return f"K-{letters[:4]}-{letters[4:]}"


def _story(language: str, chance: random.Random) -> str:
    return STORIES[language].format(
        place=chance.choice(PLACES), who=chance.choice(WHO), extra=chance.choice(EXTRA), felt=chance.choice(FELT)
    )
