"""Deciding what each audience may see, and releasing figures to the public."""

from legitimacy.disclosure.services.publications import publications_decide
from legitimacy.disclosure.services.releases import ReleaseError, release_approve, release_propose

__all__ = ["ReleaseError", "publications_decide", "release_approve", "release_propose"]
