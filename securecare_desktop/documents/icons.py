"""The icons of resources/icons as paths that a page can draw. Reads only what Lucide's files use."""

import math
import re
from functools import cache
from xml.etree import ElementTree  # reads our own shipped files only

from ..core.paths import resource

GRID = 24.0
STROKE = 2.0
Command = tuple[str, tuple[float, ...]]
_TOKEN = re.compile(r"([a-zA-Z])|(-?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?)")
_COUNTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "a": 7, "z": 0}
_ROUND = 0.5522847498  # how far the handles of a quarter circle stand out


@cache
def icon_path(name: str) -> tuple[Command, ...]:
    """Return an icon as moves ("M", x y), lines ("L"), curves ("C") and closes ("Z") on a 24 by 24 grid.

    y grows downwards, as in the file. Raises FileNotFoundError for a name that is not shipped.
    """
    root = ElementTree.parse(resource("icons") / f"{name}.svg").getroot()  # noqa: S314
    commands: list[Command] = []
    for element in root:
        commands += _element_path(element)
    return tuple(commands)


def _element_path(element: ElementTree.Element) -> list[Command]:
    kind = element.tag.rpartition("}")[2]

    def number(attribute: str, default: float = 0.0) -> float:
        return float(element.get(attribute, default))

    if kind == "path":
        return _parse(element.get("d", ""))
    if kind == "line":
        return [("M", (number("x1"), number("y1"))), ("L", (number("x2"), number("y2")))]
    if kind in ("circle", "ellipse"):
        rx = number("r") or number("rx")
        return _ellipse(number("cx"), number("cy"), rx, number("r") or number("ry"))
    if kind == "rect":
        radius = number("rx", number("ry"))
        return _rect(number("x"), number("y"), number("width"), number("height"), radius)
    if kind in ("polyline", "polygon"):
        values = [float(v) for v in re.findall(r"-?[\d.]+", element.get("points", ""))]
        points = list(zip(values[::2], values[1::2], strict=True))
        drawn: list[Command] = [("M", points[0]), *(("L", point) for point in points[1:])]
        return [*drawn, ("Z", ())] if kind == "polygon" else drawn
    return []


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> list[Command]:
    kx, ky = rx * _ROUND, ry * _ROUND
    return [
        ("M", (cx + rx, cy)),
        ("C", (cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)),
        ("C", (cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)),
        ("C", (cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)),
        ("C", (cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)),
        ("Z", ()),
    ]


def _rect(x: float, y: float, width: float, height: float, radius: float) -> list[Command]:
    right, bottom, inset = x + width, y + height, radius * (1 - _ROUND)
    return [
        ("M", (x + radius, y)),
        ("L", (right - radius, y)),
        ("C", (right - inset, y, right, y + inset, right, y + radius)),
        ("L", (right, bottom - radius)),
        ("C", (right, bottom - inset, right - inset, bottom, right - radius, bottom)),
        ("L", (x + radius, bottom)),
        ("C", (x + inset, bottom, x, bottom - inset, x, bottom - radius)),
        ("L", (x, y + radius)),
        ("C", (x, y + inset, x + inset, y, x + radius, y)),
        ("Z", ()),
    ]


def _numbers_of(path: str) -> list[tuple[str, list[float]]]:
    """Return a path's letters with their numbers; the two flags of an arc may be run together."""
    found: list[tuple[str, list[float]]] = []
    position = 0
    while position < len(path):
        arc = bool(found) and found[-1][0] in "aA" and len(found[-1][1]) % 7 in (3, 4)
        if arc and path[position] in "01":
            found[-1][1].append(float(path[position]))
            position += 1
            continue
        match = _TOKEN.match(path, position)
        if match is None:
            position += 1
            continue
        if match[1]:
            found.append((match[1], []))
        else:
            found[-1][1].append(float(match[2]))
        position = match.end()
    return found


def _parse(path: str) -> list[Command]:
    commands: list[Command] = []
    x = y = start_x = start_y = 0.0
    handle: tuple[float, float] | None = None
    for letter, numbers in _numbers_of(path):
        kind, relative = letter.lower(), letter.islower()
        count = _COUNTS[kind]
        if kind == "z":
            commands.append(("Z", ()))
            x, y = start_x, start_y
            continue
        for index in range(0, len(numbers), count):
            values = numbers[index : index + count]
            ox, oy = (x, y) if relative else (0.0, 0.0)
            last_handle, handle = handle, None
            if kind == "m" and index == 0:
                x, y = ox + values[0], oy + values[1]
                start_x, start_y = x, y
                commands.append(("M", (x, y)))
                continue
            if kind == "a":
                end = (ox + values[5], oy + values[6])
                commands += _arc((x, y), values, end)
                x, y = end
                continue
            if kind in "mlhv":
                x = ox + values[0] if kind != "v" else x
                y = oy + values[-1] if kind != "h" else y
                commands.append(("L", (x, y)))
                continue
            points = [v + (oy if i % 2 else ox) for i, v in enumerate(values)]
            if kind == "s":
                first = (2 * x - last_handle[0], 2 * y - last_handle[1]) if last_handle else (x, y)
                points = [*first, *points]
            elif kind == "q":
                qx, qy, ex, ey = points
                points = [
                    x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y), ex + 2 / 3 * (qx - ex), ey + 2 / 3 * (qy - ey), ex, ey,
                ]  # fmt: skip
            commands.append(("C", tuple(points)))
            handle = (points[2], points[3])
            x, y = points[4], points[5]
    return commands


def _arc(start: tuple[float, float], values: list[float], end: tuple[float, float]) -> list[Command]:
    """Return an elliptical arc as curves (SVG 1.1, appendix F.6)."""
    rx, ry, turn = abs(values[0]), abs(values[1]), math.radians(values[2])
    large, sweep = bool(values[3]), bool(values[4])
    if not rx or not ry or start == end:
        return [("L", end)]
    cos_turn, sin_turn = math.cos(turn), math.sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    px, py = cos_turn * dx + sin_turn * dy, cos_turn * dy - sin_turn * dx
    grow = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    below = (rx * py) ** 2 + (ry * px) ** 2
    scale = math.sqrt(max(0.0, ((rx * ry) ** 2 - below) / below)) * (-1 if large == sweep else 1)
    qx, qy = scale * rx * py / ry, -scale * ry * px / rx
    cx = cos_turn * qx - sin_turn * qy + (start[0] + end[0]) / 2
    cy = sin_turn * qx + cos_turn * qy + (start[1] + end[1]) / 2
    first = math.atan2((py - qy) / ry, (px - qx) / rx)
    span = math.atan2((-py - qy) / ry, (-px - qx) / rx) - first
    if sweep and span < 0:
        span += 2 * math.pi
    elif not sweep and span > 0:
        span -= 2 * math.pi
    count = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step = span / count
    reach = 4 / 3 * math.tan(step / 4)
    commands: list[Command] = []
    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        corners = (
            (math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
            (math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
            (math.cos(b), math.sin(b)),
        )
        points: list[float] = []
        for ux, uy in corners:
            points += [
                cx + cos_turn * rx * ux - sin_turn * ry * uy,
                cy + sin_turn * rx * ux + cos_turn * ry * uy,
            ]
        commands.append(("C", tuple(points)))
    return commands
