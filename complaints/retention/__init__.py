"""What complaints leave behind, and until when. `RULES` joins the rules of every part."""

from complaints.retention.drafts import DRAFTS
from complaints.retention.files import CONTACTS, FILES

RULES = (CONTACTS, DRAFTS, FILES)
