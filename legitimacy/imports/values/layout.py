"""The columns of a file with figures."""

from legitimacy.imports.layouts import Field, Layout

CODE_SYNONYMS = (
    "corps",
    "corps_code",
    "zone",
    "zone_code",
    "nis",
    "nis5",
    "nis_code",
    "region",
    "area",
    "korps",
    "school",
)

LAYOUT = Layout(
    "values",
    (
        Field("code", CODE_SYNONYMS),
        Field("indicator", ("indicator_code", "indicateur", "indikator")),
        Field("period", ("year", "quarter", "periode", "période", "jaar", "année", "kwartaal", "trimestre")),
        Field("numerator", ("teller", "numérateur", "zähler", "x"), False, True),
        Field("denominator", ("noemer", "dénominateur", "nenner"), False, True),
        Field("value", ("share", "waarde", "valeur", "wert"), False, True),
        Field("percent", ("percentage", "pct", "procent", "pourcentage", "%"), False, True),
        Field("n", ("sample_size", "respondents", "steekproef"), False, True),
        Field("deviation", ("standard_deviation", "sd", "standaardafwijking"), False, True),
        Field("design_effect", ("deff",), False, True),
        Field("lower", ("ondergrens", "lower_95"), False, True),
        Field("upper", ("bovengrens", "upper_95"), False, True),
        Field("state", ("toestand",), False),
    ),
    one_of=(("numerator", "denominator"), ("value",), ("percent",), ("state",)),
)
