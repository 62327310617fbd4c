"""Closed files: who complained goes by itself; a file only by two people, on the page of disposals."""

from complaints.selectors.keeping import files_past, identities_past
from complaints.services.keeping import contacts_expire
from legitimacy.trail.retention import RetentionRule

CONTACTS = RetentionRule(
    "complaint_contact",
    "contact data of complainants",
    count=lambda: identities_past().count(),
    apply=contacts_expire,
)
FILES = RetentionRule(
    "complaint_file",
    "complaint files (only by two people, on the page of disposals)",
    count=lambda: files_past().count(),
    apply=lambda: 0,
)
