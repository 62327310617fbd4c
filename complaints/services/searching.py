"""The words of a file, kept where a search finds them. An identity is never among them."""

from complaints.models import Complaint, SearchText
from complaints.selectors.folding import fold
from complaints.workflow.codes import categories


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
