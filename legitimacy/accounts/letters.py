"""The mail that carries an invitation."""

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from legitimacy.models import Invitation


def invitation_send(invitation: Invitation, address: str) -> None:
    """Mail the link in the language of the page on which the invitation was made."""
    context = {"invitation": invitation, "address": address}
    body = render_to_string("accounts/email/invitation.txt", context)
    send_mail(_("Invitation to the Legitimiteitsmonitor"), body, None, [invitation.email])
