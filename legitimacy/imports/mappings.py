"""Mappings: how a known source writes what we call by code. One TOML file per source under `data/mappings/`."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.layouts import title_normalised

MAPPINGS = settings.BASE_DIR / "data" / "mappings"
VALUES = "values"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueMapping:
    """`indicators` translates a source's own words to indicator codes; an empty one leaves codes as they are.

    `header` are the titles by which a file is recognised, `period` the only period that the mapping is for ("" for
    any), and the other three say whom to credit.
    """

    source: str = ""
    credit: str = ""
    licence: str = ""
    period: str = ""
    header: tuple[str, ...] = ()
    indicators: dict[str, str] = field(default_factory=dict)


def value_mapping_read(path: Path) -> ValueMapping:
    """Read one mapping of figures. Raises FileRefusedError when it is absent, malformed or of another kind."""
    content = mapping_content(path)
    if content.get("kind") != VALUES:
        raise FileRefusedError(path, _('this is no mapping of figures; it must say: kind = "values".'))
    known = {name: content[name] for name in ("source", "credit", "licence", "period") if name in content}
    indicators = {text.casefold(): code for text, code in content.get("indicators", {}).items()}
    return ValueMapping(header=tuple(content.get("header", ())), indicators=indicators, **known)


def value_mapping_for(header: Sequence[str]) -> ValueMapping:
    """The shipped mapping whose columns are exactly these, else one that changes nothing."""
    titles = {title_normalised(title) for title in header}
    for path in sorted(MAPPINGS.glob("*.toml")):
        if mapping_content(path).get("kind") == VALUES:
            mapping = value_mapping_read(path)
            if mapping.header and {title_normalised(title) for title in mapping.header} == titles:
                return mapping
    return ValueMapping()


def mapping_content(path: Path) -> dict[str, Any]:
    """What a TOML file says, or FileRefusedError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = _("the mapping cannot be opened (%(error)s).") % {"error": error.strerror}
        raise FileRefusedError(path, reason) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FileRefusedError(path, _("the mapping is no valid TOML (%(error)s).") % {"error": error}) from None
