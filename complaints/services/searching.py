"""The words of a file, kept where a search finds them. An identity is never among them."""

import unicodedata

from complaints.models import Complaint, SearchText
from complaints.workflow.codes import categories


def fold(text: str) -> str:
    """Small letters without accents, so that a search for "geweldig" finds "Gewéldig"."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def search_text_write(complaint: Complaint) -> None:
    """Write the words of a file anew."""
    words = [complaint.number, complaint.title, complaint.story, complaint.place, complaint.happened_text]
    words += [complaint.external_reference]
    for allegation in complaint.allegations.all():
        category = categories().get(allegation.category)
        words += [allegation.category, str(category.label.nl) if category else "", allegation.text]
    SearchText.objects.update_or_create(
        complaint=complaint,
        defaults={"language": complaint.language, "folded": fold("\n".join(word for word in words if word))},
    )
