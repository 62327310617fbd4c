"""Comparable corps, frozen once per framework and register, on what surrounds a corps and never on its figures."""

import pandas as pd
from django.db import transaction

from legitimacy.indicators.peers import nearest_peers
from legitimacy.models import Corps, Framework, PeerLink
from legitimacy.scorecards.environment import environment_compared, environment_read


@transaction.atomic
def peers_freeze(*, framework: Framework) -> int:
    """Choose the comparable corps of every register that has none yet under `framework`; return how many links.

    A register whose environment is not known yet is chosen when it is. What is chosen stays until the next framework.
    """
    frozen = set(PeerLink.objects.filter(framework=framework).values_list("corps__register", flat=True).distinct())
    corps = pd.DataFrame(
        list(Corps.objects.filter(valid_to=None).exclude(register__in=frozen).values_list("pk", "register")),
        columns=["corps", "register"],
    )
    if corps.empty:
        return 0
    environment = environment_read().reindex(corps["corps"])
    chosen = [_links(framework, environment.loc[rows["corps"]]) for _, rows in corps.groupby("register")]
    links = PeerLink.objects.bulk_create((link for links in chosen for link in links), batch_size=2_000)
    return len(links)


def _links(framework: Framework, environment: pd.DataFrame) -> list[PeerLink]:
    known = environment_compared(environment)
    if known.shape[1] == 0:
        return []
    rows = nearest_peers(known).table.to_dict("records")
    return [
        PeerLink(
            framework=framework,
            corps_id=int(row["corps"]),
            peer_id=int(row["peer"]),
            distance=float(row["distance"]),
            weight=float(row["weight"]),
        )
        for row in rows
    ]
