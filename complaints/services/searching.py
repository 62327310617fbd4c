"""The words of a file, kept where a search finds them. An identity is never among them."""

from collections.abc import Iterable

from complaints.models import Allegation, Complaint, SearchText
from complaints.selectors.folding import fold
from complaints.workflow.codes import categories


def words_of(complaint: Complaint, allegations: Iterable[Allegation]) -> str:
    """The folded words of a file with these allegations."""
    words = [complaint.number, complaint.title, complaint.story, complaint.place, complaint.happened_text]
    words += [complaint.external_reference]
    for allegation in allegations:
        category = categories().get(allegation.category)
        words += [allegation.category, str(category.label.nl) if category else "", allegation.text]
    return fold("\n".join(word for word in words if word))


def search_text_write(complaint: Complaint) -> None:
    """Write the words of a file anew."""
    words = words_of(complaint, complaint.allegations.all())
    SearchText.objects.update_or_create(complaint=complaint, defaults={"language": complaint.language, "folded": words})
