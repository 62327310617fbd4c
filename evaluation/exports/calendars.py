"""Days as an iCalendar file (RFC 5545) that a calendar program reads again and again."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from evaluation.selectors.calendars import CalendarDay

AGAIN = timedelta(hours=12)
"""How often a program is asked to look."""


def calendar_text(days: Iterable[CalendarDay], *, home: str) -> bytes:
    """The file in UTF-8. `home` is scheme and host: addresses are completed with it and names are unique by it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Legitimiteitsmonitor//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Improvement actions"))
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for day in days:
        event = Event()
        event.add("uid", f"{day.key}@{home.split('://')[-1]}")
        event.add("dtstamp", timezone.now())
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("summary", day.what)
        event.add("description", day.about)
        event.add("url", home + day.url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text
