"""The columns of the three files of a framework: items, facets, and translations of the basis."""

from legitimacy.imports.layouts import Field, Layout

GOALPOSTS = ("floor", "target", "band_low", "band_high", "outer_low", "outer_high")

ITEMS = Layout(
    "items",
    (
        *(Field(name) for name in ("code", "facet", "subject", "kind", "direction", "window")),
        *(Field(name) for name in ("measured_by", "disclosure_class", "owner_app", "feed", "basis")),
        *(Field(name, (), True, True) for name in (*GOALPOSTS, "weight")),
        *(Field(name, (), True, True) for name in ("valid_months", "min_denominator", "public_min_denominator")),
        Field("funding_allowed"),
        Field("funding_condition"),
    ),
)
FACETS = Layout(
    "facets",
    (
        Field("pillar"),
        Field("pillar_weight", (), True, True),
        Field("facet"),
        Field("facet_weight", (), True, True),
        *(Field(f"name_{language}") for language in ("nl", "fr", "de", "en")),
    ),
)
BASIS = Layout(
    "basis",
    (Field("code"), *(Field(language, (f"basis_{language}",)) for language in ("nl", "fr", "de"))),
)
