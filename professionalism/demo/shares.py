"""How often what happens in the simulated force register and monthly counts; orders of magnitude, nobody's figures."""

INTERVENTIONS_A_YEAR, INTERVENTIONS_SPREAD = 1_600.0, 0.15
CHECKS_A_YEAR, CHECKS_SPREAD = 45.0, 0.40
"""Events a year for each 10,000 residents, and how far corps differ (standard deviation of the log)."""
FORCE, FORCE_SPREAD = 0.0048, 0.25
CONFLICTS, CONFLICTS_SPREAD = 0.03, 0.20
"""Shares of the interventions."""
CONFLICT_KINDS = {"family": 0.36, "neighbours": 0.27, "public_order": 0.17, "other": 0.20}
WITHOUT_FORCE, MEDIATED_BESIDES = 0.88, 0.15
UNJUSTIFIED, INSUFFICIENT = 0.045, 0.03
NEVER_REVIEWED = 0.03
NO_REGISTER, NO_COUNTS = 0.06, 0.05
"""Chances that a corps keeps no force register, and that it never counts conflicts or checks."""
COMPLETE = ("V017", "V019", "V039", "V042", "V062", "V064", "V081", "V082")
"""Corps whose cases are planted keep everything."""
SILENT = ("V038",)

# Level, means and weight of the gravest use of force in an incident, and of what came before it.
GRAVEST = (
    (2, "hands", 22), (3, "handcuffs", 30), (4, "hands", 25), (5, "spray", 8), (6, "baton", 4), (7, "dog", 3),
    (8, "launcher", 1), (9, "firearm", 6), (10, "firearm", 0.2), (1, "voice", 1.0),
)  # fmt: skip
BEFORE = 0.4
HOURS = (4, 3, 3, 2, 2, 1, 1, 1, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 5, 6, 7, 8, 8, 6)
PLACES = {"street": 46, "home": 24, "catering": 7, "vehicle": 6, "police": 6, "transport": 4, "shop": 4, "care": 3}
CALLS = {"emergency": 52, "own_initiative": 14, "check": 12, "planned": 6, "mental_health": 9, "custody": 7}
THREATS = {"active": 38, "passive": 20, "assault": 16, "words": 10, "sharp": 5, "blunt": 4, "self_harm": 7}
ALTERNATIVES = {"communication": 58, "distance": 10, "backup": 14, "time": 12, "none": 6}
CONFLICT = 0.4
INJURED = {"none": 78, "light": 17, "medical": 4, "hospital": 1}
AGES = {"12_17": 9, "18_29": 38, "30_44": 33, "45_64": 17, "65_up": 3}
MEN, BODYCAM, REPORTED, WARNED = 0.83, 0.55, 0.9, 0.78

REASONS = {
    "nl": (
        "De betrokkene verzette zich tegen een wettige aanhouding (art. 37 WPA).",
        "Praten en afstand houden hielpen niet; wachten was niet veilig.",
        "Er is niet meer dwang gebruikt dan nodig; bij het einde van het verzet is gestopt.",
        "De betrokkene werd gewaarschuwd voor de dwang begon.",
    ),
    "fr": (
        "La personne s'opposait à une arrestation légale (art. 37 LFP).",
        "La parole et la distance n'ont pas suffi; attendre n'était pas sûr.",
        "La contrainte est restée limitée au nécessaire et a cessé avec la résistance.",
        "La personne a été avertie avant l'usage de la contrainte.",
    ),
    "de": (
        "Die Person widersetzte sich einer rechtmäßigen Festnahme (Art. 37 PolG).",
        "Reden und Abstand halfen nicht; Warten war nicht sicher.",
        "Es wurde nicht mehr Zwang eingesetzt als nötig; er endete mit dem Widerstand.",
        "Die Person wurde gewarnt, bevor der Zwang begann.",
    ),
}

EXPECTED = ("LEG-03", "LEG-04", "LEG-07")
"""Indicators of the force register whose true level shows in the reports."""
PLANTED = {("LEG-07", "V039"): 0.45, ("LEG-07", "V062"): 0.97, ("LEG-03", "V062"): 0.97}
"""Shares given to corps from 2024 on: V039 Fort-Sud reviews late, V062 Zilverstrand nearly always in time."""
NEVER_FOUND = "V019"
"""Finds no force unjustified, which is a warning sign of weak review (LEG-06)."""
