"""The survey after a file is closed: what an anonymous answer holds (see `legitimacy.models.Answer`).

`handling` and `outcome` are 1 (very dissatisfied) to 5 (very satisfied): with how the complaint was handled, and with
what came out. `founded` says whether the complaint was found right, so that answers can be read apart by outcome.
"""

SURVEY = "complaint_closing"
SCALE = (1, 2, 3, 4, 5)
SATISFIED_FROM = 4
