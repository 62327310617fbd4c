"""The form of where proactive checks were made."""

from django.utils.translation import gettext_lazy as _

from professionalism.forms.signals.entering import LinesForm


class PlacesForm(LinesForm):
    LINES_HELP = _("One place on a line: street, square or neighbourhood; number of checks. Or choose a file.")
