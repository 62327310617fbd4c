"""Names of the simulated programmes and modules, and how the hours of the modules are split."""

Names = tuple[str, str, str, str]
"""In Dutch, French, German and English."""

BASIC: Names = (
    "Basisopleiding inspecteur",
    "Formation de base inspecteur",
    "Grundausbildung Inspektor",
    "Basic training of inspectors",
)
PROMOTION: Names = (
    "Opleiding hoofdinspecteur",
    "Formation inspecteur principal",
    "Ausbildung Hauptinspektor",
    "Training of chief inspectors",
)
DIPLOMA: Names = (
    "Graduaat politie en samenleving",
    "Brevet police et société",
    "Graduat Polizei und Gesellschaft",
    "Graduate programme police and society",
)
CONTINUED: Names = ("Voortgezette opleiding", "Formation continue", "Fortbildung", "Continued training")
MODULES: tuple[tuple[str, Names, float, bool, dict[str, float]], ...] = (
    (
        "SAM",
        ("Samenleving en conflict", "Société et conflit", "Gesellschaft und Konflikt", "Society and conflict"),
        6,
        True,
        {"societal_problems": 4, "problem_solving": 2},
    ),
    (
        "VERB",
        ("Verbinden en bemiddelen", "Connecter et concilier", "Verbinden und vermitteln", "Connecting and mediating"),
        8,
        True,
        {"connecting_communication": 4, "mediation": 4},
    ),
    (
        "MOTIV",
        ("Dwang motiveren", "Motiver la contrainte", "Zwang begründen", "Giving reasons for force"),
        4,
        True,
        {"motivating_force": 4},
    ),
    (
        "MULTI",
        (
            "Multiculturele competentie",
            "Compétence multiculturelle",
            "Multikulturelle Kompetenz",
            "Multicultural competence",
        ),
        6,
        True,
        {"multicultural": 5, "language": 1},
    ),
    (
        "GPI-A",
        (
            "GPI 48: praten en kalmeren",
            "GPI 48 : parler et apaiser",
            "GPI 48: reden und beruhigen",
            "GPI 48: talking and calming",
        ),
        4,
        False,
        {"gpi48_psychosocial": 4},
    ),
    (
        "GPI-B",
        (
            "GPI 48: fysiek, tactiek en schieten",
            "GPI 48 : physique, tactique et tir",
            "GPI 48: körperlich, Taktik und Schießen",
            "GPI 48: physical, tactics and shooting",
        ),
        6,
        False,
        {"gpi48_physical": 2, "gpi48_tactics": 2, "gpi48_firearm": 2},
    ),
)
