"""How often what happens in the simulated files: public national figures where there are any, else a choice.

Sources: annual reports of Committee P as the press gave them (2,690 files in 2022, 2.3 per 10,000 residents; 12.3 % of
the closed ones a dysfunction, 56.5-72 % no fault, 6-11 % not proven, 5.6-8.8 % to the judiciary; shares of facts by
category 2017 and 2018). Own registers of corps are taken to be larger than what reaches Committee P; nobody counts them
nationally. All else is a choice that makes pages look like real work, and is nobody's figure.
"""

OWN_A_YEAR, OWN_SPREAD = 5.0, 0.30
EXTERNAL_A_YEAR = 2.3
"""Files a year for each 10,000 residents: in the corps's own register, and with external bodies."""

CATEGORIES = {
    "T1": 14.5, "T2": 9.8, "T3": 12.1, "T4": 6.6, "T5": 8.1, "T6": 4.0, "T7": 1.0, "H2": 11.5, "H3": 9.0, "H4": 8.2,
    "O1": 6.0, "O2": 2.0,
}  # fmt: skip
EXTERNAL_CATEGORIES = {"T4": 22, "T7": 16, "H5": 14, "I1": 8, "T1": 14, "H2": 12, "T6": 8, "H1": 6}
BIAS_RATE, BIAS = 0.13, "H1"
MORE_FAILINGS = 0.38
"""Chance of a second alleged failing, as files name several."""

DISPOSITIONS = {
    "decided": 62, "settled_early": 13, "inadmissible": 6, "manifestly_unfounded": 9, "judicial": 2, "withdrawn": 6,
    "no_response": 2,
}  # fmt: skip
EXTERNAL_DISPOSITIONS = {"decided": 78, "judicial": 9, "manifestly_unfounded": 8, "not_competent": 5}
OUTCOMES = {
    "founded": 8, "partly_founded": 6, "organisational_dysfunction": 3, "unfounded": 17, "no_fault": 55,
    "not_established": 11,
}  # fmt: skip
EXTERNAL_OUTCOMES = {
    "founded": 8,
    "partly_founded": 2,
    "organisational_dysfunction": 3,
    "no_fault": 78,
    "not_established": 9,
}
CHANNELS = {"web": 46, "email": 21, "phone": 12, "desk": 12, "letter": 9}

ANONYMOUS, OFFENCE, PAUSED, ANSWERS = 0.07, 0.09, 0.04, 0.35
ACCEPTED = 0.45
"""Share of the offers of mediation that both sides accept."""
DAYS_SPREAD, LEAST_DAYS = 0.62, 4
"""Spread of the logarithm of days to a decision, and the fewest days."""
EXTERNAL_DAYS = 210.0

TRUE_LEVELS = {
    "EFF-05": {}, "EFF-06": {}, "EFF-07": {"spread": 0.4, "shift": -14.0}, "EFF-09": {}, "LEG-11": {}, "PRV-04": {},
    "PRV-05": {}, "PRV-06": {}, "PRV-08": {}, "PRV-09": {},
}  # fmt: skip
"""Indicators whose true level shows in the files, with how far corps differ (see `levels`)."""
