"""Pages of complaints, under the language prefix: `complaint/` for citizens, `complaints/` for who works with them."""

from django.urls import URLPattern

from complaints.urls import (
    auditing,
    citizen,
    disposals,
    evidence,
    figures,
    file,
    importing,
    letters,
    looking,
    mailbox,
    redaction,
    worklists,
)

# Fixed words stand before the addresses that begin with a file number.
urlpatterns: list[URLPattern] = [
    *auditing.urlpatterns,
    *citizen.urlpatterns,
    *disposals.urlpatterns,
    *figures.urlpatterns,
    *importing.urlpatterns,
    *looking.urlpatterns,
    *mailbox.urlpatterns,
    *worklists.urlpatterns,
    *evidence.urlpatterns,
    *redaction.urlpatterns,
    *letters.urlpatterns,
    *file.urlpatterns,
]
