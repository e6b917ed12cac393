"""How text is set on paper: sizes, leading, weights and colours, for each look of a page.

Sizes are those of the design ("Paper, pt"), colours come from resources/theme/tokens.json.
"""

import json
from dataclasses import dataclass, replace
from functools import cache

from ..core.paths import resource
from .fonts import Weight
from .tree import Look


@dataclass(frozen=True, slots=True)
class Setting:
    """One way of setting text. `size` and `leading` are points, colours are names of `colour()`."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    strong: Weight = Weight.SEMIBOLD
    colour: str = "ink"
    align: str = "left"
    table_figures: bool = True
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a look needs. Distances are points."""

    body: Setting
    small: Setting
    quiet: Setting
    large: Setting
    voice: Setting
    heading: Setting
    minor_heading: Setting
    title: Setting
    title_note: Setting
    label: Setting
    reason: Setting
    name: Setting
    beside_name: Setting
    table: Setting
    table_head: Setting
    chip: Setting
    margin: float
    heading_before: float
    heading_after: float
    heading_icon: float
    after: float
    bullet_gap: float
    bullet_indent: float
    column_gap: float
    voice_pad: float
    voice_indent: float
    line_pitch: float
    lines_after: float
    title_after: float
    voice_before: float


_WORK = Settings(
    body=Setting(10, 14),
    small=Setting(9, 12.6),
    quiet=Setting(9, 12.6, colour="ink-2"),
    large=Setting(12, 16.8),
    voice=Setting(11, 15.4),
    heading=Setting(12, 16.8, Weight.BOLD, Weight.BOLD),
    minor_heading=Setting(10, 14, Weight.BOLD, Weight.BOLD),
    title=Setting(16.5, 21, Weight.BOLD, Weight.BOLD),
    title_note=Setting(10, 14, colour="ink-2"),
    label=Setting(9, 12.6, colour="ink-2"),
    reason=Setting(13.5, 18.2, Weight.BOLD, Weight.BOLD),
    name=Setting(30, 33, Weight.BOLD, Weight.BOLD),
    beside_name=Setting(10, 14),
    table=Setting(10, 14),
    table_head=Setting(9, 12.3, Weight.SEMIBOLD),
    chip=Setting(10, 14, Weight.SEMIBOLD),
    margin=42,
    heading_before=9,
    heading_after=3,
    heading_icon=12,
    after=3,
    bullet_gap=1.5,
    bullet_indent=10.5,
    column_gap=18,
    voice_pad=7.5,
    voice_indent=16.5,
    line_pitch=22,
    lines_after=9,
    title_after=6,
    voice_before=6,
)
_OWN_PAGE = Settings(
    body=Setting(13.5, 19.5),
    small=Setting(12, 18),
    quiet=Setting(10.5, 15, colour="ink-2"),
    large=Setting(15, 21),
    voice=Setting(13.5, 19.5),
    heading=Setting(15, 21, Weight.BOLD, Weight.BOLD),
    minor_heading=Setting(13.5, 19.5, Weight.BOLD, Weight.BOLD),
    title=Setting(30, 40, Weight.BOLD, Weight.BOLD),
    title_note=Setting(12, 17, colour="ink-2"),
    label=Setting(10.5, 15, colour="ink-2"),
    reason=Setting(16.5, 23, Weight.BOLD, Weight.BOLD),
    name=Setting(30, 34, Weight.BOLD, Weight.BOLD),
    beside_name=Setting(13.5, 19.5),
    table=Setting(12, 17),
    table_head=Setting(10.5, 15, Weight.SEMIBOLD),
    chip=Setting(12, 17, Weight.SEMIBOLD),
    margin=48,
    heading_before=15,
    heading_after=2.2,
    heading_icon=15,
    after=4,
    bullet_gap=3,
    bullet_indent=15,
    column_gap=18,
    voice_pad=10.5,
    voice_indent=20,
    line_pitch=25.5,
    lines_after=14.5,
    title_after=13.5,
    voice_before=17,
)
_SHEET = replace(
    _WORK,
    small=Setting(9, 11.2),
    quiet=Setting(9, 11.2, colour="ink-2"),
    heading=Setting(12, 14.5, Weight.BOLD, Weight.BOLD),
    name=Setting(18, 20, Weight.BOLD, Weight.BOLD),
    beside_name=Setting(12, 15),
    table=Setting(10, 13.2),
    chip=Setting(9, 11.2, Weight.SEMIBOLD),
    margin=30,
)
SMALL_PRINT = Setting(9, 12.6)
MARKING = Setting(9, 11, Weight.BOLD, Weight.BOLD, spacing=0.72)


def settings_for(look: Look) -> Settings:
    """Return the sizes of a look."""
    return {Look.OWN_PAGE: _OWN_PAGE, Look.SHEET: _SHEET}.get(look, _WORK)


def bolder(setting: Setting) -> Setting:
    """Return the same setting in the weight that stands out."""
    return replace(setting, weight=setting.strong)


@cache
def _colours() -> dict[str, tuple[float, float, float]]:
    tokens = json.loads(resource("theme/tokens.json").read_text(encoding="utf-8"))
    named = {**tokens["print"], "edge": tokens["light"]["line-strong"], "paper": "#FFFFFF"}
    return {
        name: (int(code[1:3], 16) / 255, int(code[3:5], 16) / 255, int(code[5:7], 16) / 255)
        for name, code in named.items()
    }


def colour(name: str) -> tuple[float, float, float]:
    """Return a colour of the printed page as red, green and blue from 0 to 1."""
    return _colours()[name]
