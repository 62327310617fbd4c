"""What every figure shares."""

from typing import Any

Figure = dict[str, Any]


def layout(**parts: Any) -> Figure:
    """Transparent ground, the page's own font and colours, no dragging; `parts` come on top."""
    return {
        "margin": {"l": 44, "r": 12, "t": 20, "b": 40},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": "@ink-2", "size": 12},
        "hoverlabel": {"bgcolor": "@paper", "bordercolor": "@ink-3", "font": {"color": "@ink", "size": 13}},
        "dragmode": False,
        **parts,
    }
