"""Pages of complaints, under the language prefix: `complaint/` for citizens, `complaints/` for who works with them."""

from django.urls import URLPattern

from complaints.urls import disposals, looking, mailbox

urlpatterns: list[URLPattern] = [
    *looking.urlpatterns,
    *mailbox.urlpatterns,
    *disposals.urlpatterns,
]
