"""Against floods, without ever refusing a complaint.

Below a limit nobody notices anything. Above it, a form asks for a moment of the browser's work (proof of work) or,
without scripts, for a wait; one form after the other from the same address waits longer. A source is counted for
itself first, so that a flood from one address does not slow down anybody else.

Addresses are never stored: a keyed hash of the day counts in the cache for some minutes. When the cache does not
answer, complaints are taken without counting: losing one is worse than reading some that are spam.
"""

import base64
import binascii
import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from time import time
from urllib.parse import parse_qs

from altcha import ChallengeOptions, create_challenge, verify_solution
from django.core import signing
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

from legitimacy.throttling import counted_up, if_cache_answers

SOURCE_LIMIT, SOURCE_SECONDS = 5, 600
ALL_LIMIT, ALL_SECONDS = 120, 60
START_SOURCE_LIMIT, START_ALL_LIMIT = 20, 600
"""Forms that may be begun: more than are sent, as people begin anew."""
TRIES_LIMIT, TRIES_SECONDS = 10, 60
SHORTEST_WAIT, LONGEST_WAIT, WAIT_STEP = 60, 900, 5
EASIEST, HARDEST = 50_000, 1_000_000
PROOF_MINUTES = 60
WAIT_SALT = "complaint.wait"


@dataclass(frozen=True, slots=True)
class Wait:
    """What is asked of a form in a busy moment: solve `challenge`, or send again with `token` after `seconds`. `form`
    is what both are bound to.
    """

    seconds: int
    token: str
    challenge: dict[str, object]
    form: str = ""


def filing_gate(*, source: str, draft: str, proof: str, token: str, is_odd: bool) -> Wait | None:
    """None lets the form through. `draft` binds proof and token to one form; `is_odd`: the trap field was filled in."""
    if proof_holds(proof, draft):
        return None
    since = _token_read(token, draft)
    if since is not None:
        left = since - int(time())
        return Wait(left, token, challenge_make(draft, 0)) if left > 0 else None
    return if_cache_answers(lambda: _counted(source, draft, is_odd))


def start_gate(*, source: str, form: str, proof: str, token: str) -> Wait | None:
    """None lets somebody begin one form. `form` is that of an earlier wait, which lets one form begin, once."""
    if form and proof_holds(proof, form):
        return if_cache_answers(lambda: _spent(source, form))
    since = _token_read(token, form, max_age=PROOF_MINUTES * 60) if form else None
    if since is not None:
        left = since - int(time())
        if left > 0:
            return Wait(left, token, challenge_make(form, 0), form)
        return if_cache_answers(lambda: _spent(source, form))
    return if_cache_answers(lambda: _starts_counted(source))


def _spent(source: str, form: str) -> Wait | None:
    """A wait that was sat out lets one form begin; used again it counts as none."""
    if cache.add(f"complaint:started:{form}", 1, PROOF_MINUTES * 60):
        return None
    return _starts_counted(source)


def _starts_counted(source: str) -> Wait | None:
    of_source = counted_up(f"complaint:starts:{source}", SOURCE_SECONDS)
    if of_source <= START_SOURCE_LIMIT and counted_up("complaint:starts", ALL_SECONDS) <= START_ALL_LIMIT:
        return None
    return _wait(secrets.token_urlsafe(16), max(of_source - START_SOURCE_LIMIT, 0))


def tries_exceeded(source: str) -> bool:
    """Whether somebody tries codes too fast. Counts this try."""
    return bool(if_cache_answers(lambda: counted_up(f"complaint:tries:{source}", TRIES_SECONDS) > TRIES_LIMIT))


def challenge_make(draft: str, position: int) -> dict[str, object]:
    """A small calculation, harder for who sends much. It holds for one form and for an hour."""
    most = min(EASIEST * (1 + position // 10), HARDEST)
    expires = timezone.now() + timedelta(minutes=PROOF_MINUTES)
    options = ChallengeOptions(hmac_key=_proof_key(), max_number=most, expires=expires, params={"form": draft})
    return create_challenge(options).to_dict()


def proof_holds(proof: str, draft: str) -> bool:
    """Whether the calculation was done, for this very form."""
    try:
        payload = json.loads(base64.b64decode(proof, validate=True))
        of_form = parse_qs(str(payload["salt"]).partition("?")[2]).get("form")
        return of_form == [draft] and bool(verify_solution(payload, _proof_key())[0])
    except (ValueError, TypeError, KeyError, AttributeError, binascii.Error, RecursionError):
        return False


def _proof_key() -> str:
    return salted_hmac("complaint.proof", "").hexdigest()


def _counted(source: str, draft: str, is_odd: bool) -> Wait | None:
    of_source = counted_up(f"complaint:source:{source}", SOURCE_SECONDS)
    if of_source <= SOURCE_LIMIT and not is_odd and counted_up("complaint:all", ALL_SECONDS) <= ALL_LIMIT:
        return None
    return _wait(draft, max(of_source - SOURCE_LIMIT, 0))


def _wait(form: str, position: int) -> Wait:
    seconds = min(SHORTEST_WAIT + WAIT_STEP * position, LONGEST_WAIT)
    token = signing.dumps({"form": form, "from": int(time()) + seconds}, salt=WAIT_SALT)
    return Wait(seconds, token, challenge_make(form, position), form)


def _token_read(token: str, draft: str, *, max_age: int | None = None) -> int | None:
    """From when the token lets through; None when it is not one for this form."""
    try:
        content = signing.loads(token, salt=WAIT_SALT, max_age=max_age) if token else {}
    except signing.BadSignature:
        return None
    return int(content["from"]) if content.get("form") == draft else None
