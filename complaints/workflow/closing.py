"""What the closing survey says about satisfaction, as the indicator counts it (see `legitimacy.models.Answer`).

An answer holds a code for each question; `satisfied` is: whatever came out of it, I am satisfied with how my complaint
was handled. `outcome` is the group of the file's outcome: founded, not_founded or no_finding.
"""

SURVEY = "complaint_closing"
QUESTION = "satisfied"
SATISFIED = ("agree", "rather_agree")
