"""Outlines of Indonesia's provinces, small enough to stand inside a page.

The drawing of `@svg-maps/indonesia` has the 34 provinces of before 2022. Borders that two provinces share are cut
out once and simplified once, so that neighbours still fit together; small islands go where a province has larger
ones. Each outline carries the official codes of the provinces that it covers today.
"""

import json
import re
from collections.abc import Iterable
from itertools import pairwise
from math import hypot
from pathlib import Path

Point = tuple[int, int]
Line = list[Point]

FINE = 100  # hundredths of the drawing's unit while borders are compared
DRAWN = 50  # of these hundredths, one unit of the result
TOLERANCE = 55  # hundredths that a simplified border may be away from the drawn one
SMALLEST = 9_000  # square hundredths; an island below it is left out
TINY = 1_500_000  # square hundredths; a province below it is marked with a spot
# Official codes by the codes of the drawing. In 2022 Papua and West Papua were divided.
CODES = {
    "id-ac": ["11"], "id-su": ["12"], "id-sb": ["13"], "id-ri": ["14"], "id-ja": ["15"], "id-ss": ["16"],
    "id-be": ["17"], "id-la": ["18"], "id-bb": ["19"], "id-kr": ["21"], "id-jk": ["31"], "id-jb": ["32"],
    "id-jt": ["33"], "id-yo": ["34"], "id-ji": ["35"], "id-bt": ["36"], "id-ba": ["51"], "id-nb": ["52"],
    "id-nt": ["53"], "id-kb": ["61"], "id-kt": ["62"], "id-ks": ["63"], "id-ki": ["64"], "id-ku": ["65"],
    "id-sa": ["71"], "id-st": ["72"], "id-sn": ["73"], "id-sg": ["74"], "id-go": ["75"], "id-sr": ["76"],
    "id-ma": ["81"], "id-mu": ["82"], "id-pa": ["91", "93", "94", "95"], "id-pb": ["92", "96"],
}  # fmt: skip
_PATH = re.compile(r"<path\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(id|d)="([^"]*)"')
_NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")


def write_outlines(drawing: Path, target: Path) -> None:
    """Read the drawing and write the outlines of all provinces as JSON."""
    text = drawing.read_text(encoding="utf-8")
    left, top, width, height = (float(number) for number in _view_box(text))
    rings = {name: read_rings(path, left, top) for name, path in _paths(text)}
    if set(rings) != set(CODES):
        raise SystemExit(f"{drawing}: provinces differ: {sorted(set(rings) ^ set(CODES))}.")
    smooth = Simplifier(ring for several in rings.values() for ring in several)
    outlines = [
        {"codes": CODES[name], "path": "".join(_drawn(smooth.ring(ring)) for ring in _large(several))}
        | _spot(several)
        for name, several in sorted(rings.items(), key=lambda item: CODES[item[0]])
    ]
    size = [round(width * FINE / DRAWN), round(height * FINE / DRAWN)]
    target.write_text(json.dumps({"size": size, "outlines": outlines}, separators=(",", ":")) + "\n")


def _view_box(text: str) -> list[str]:
    found = re.search(r'viewBox="([^"]*)"', text)
    if found is None:
        raise SystemExit("The drawing has no viewBox.")
    return found[1].split()


def _paths(text: str) -> Iterable[tuple[str, str]]:
    for tag in _PATH.findall(text):
        said = dict(_ATTRIBUTE.findall(tag))
        yield said["id"], said["d"]


def read_rings(path: str, left: float, top: float) -> list[Line]:
    """The closed lines of a path that knows only relative moves and lines, as the drawing does."""
    rings: list[Line] = []
    x = y = 0.0
    for part in path.replace("z", "").split("m")[1:]:
        numbers = [float(number) for number in _NUMBER.findall(part)]
        steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        (dx, dy), *rest = steps
        x, y = x + dx, y + dy  # where a line is closed, and from where the next one is moved to
        ring, at = [(x, y)], (x, y)
        for dx, dy in rest:
            at = at[0] + dx, at[1] + dy
            ring.append(at)
        rings.append(_without_repeats([(round((a - left) * FINE), round((b - top) * FINE)) for a, b in ring]))
    return [ring for ring in rings if len(ring) > 2]


def _without_repeats(ring: Line) -> Line:
    kept = [point for n, point in enumerate(ring) if point != ring[n - 1]]
    return kept or ring[:1]


def area(ring: Line) -> float:
    """How much a ring encloses."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _large(rings: list[Line]) -> list[Line]:
    ranked = sorted(rings, key=area, reverse=True)
    return ranked[:1] + [ring for ring in ranked[1:] if area(ring) >= SMALLEST]


def _spot(rings: list[Line]) -> dict[str, list[int]]:
    """Where to mark a province that is too small to be seen: the middle of its largest part."""
    if sum(map(area, rings)) >= TINY:
        return {}
    xs, ys = zip(*max(rings, key=area), strict=True)
    return {"spot": [round((min(side) + max(side)) / 2 / DRAWN) for side in (xs, ys)]}


class Simplifier:
    """Cuts rings where borders meet, and makes each piece simpler in the same way for both of its neighbours."""

    def __init__(self, rings: Iterable[Line]) -> None:
        beside: dict[Point, set[Point]] = {}
        for ring in rings:
            for n, point in enumerate(ring):
                beside.setdefault(point, set()).update((ring[n - 1], ring[(n + 1) % len(ring)]))
        self.meeting = {point for point, others in beside.items() if len(others) > 2}
        self.known: dict[tuple[Point, ...], Line] = {}

    def ring(self, ring: Line) -> Line:
        """The ring with fewer points."""
        cuts = [n for n, point in enumerate(ring) if point in self.meeting]
        if len(cuts) < 2:
            first = cuts[0] if cuts else min(range(len(ring)), key=lambda n: ring[n])
            far = max(range(len(ring)), key=lambda n: hypot(*_between(ring[first], ring[n])))
            cuts = sorted({first, far})
        turned = ring[cuts[0] :] + ring[: cuts[0]] + [ring[cuts[0]]]
        places = [cut - cuts[0] for cut in cuts] + [len(ring)]
        found: Line = []
        for start, end in pairwise(places):
            found += self._piece(turned[start : end + 1])[:-1]
        return found

    def _piece(self, piece: Line) -> Line:
        backwards = piece[::-1]
        key = tuple(min(piece, backwards))
        if key not in self.known:
            self.known[key] = simpler(list(key))
        found = self.known[key]
        return found if list(key) == piece else found[::-1]


def _between(a: Point, b: Point) -> Point:
    return b[0] - a[0], b[1] - a[1]


def simpler(line: Line) -> Line:
    """A line from the same start to the same end that is nowhere further away than the tolerance."""
    if len(line) < 3:
        return line
    places = [_away(point, line[0], line[-1]) for point in line[1:-1]]
    most = max(places)
    if most <= TOLERANCE:
        return [line[0], line[-1]]
    cut = places.index(most) + 1
    return simpler(line[: cut + 1])[:-1] + simpler(line[cut:])


def _away(point: Point, start: Point, end: Point) -> float:
    along, here = _between(start, end), _between(start, point)
    length = hypot(*along)
    if not length:
        return hypot(*here)
    share = max(0.0, min(1.0, (here[0] * along[0] + here[1] * along[1]) / length**2))
    return hypot(here[0] - share * along[0], here[1] - share * along[1])


def _drawn(ring: Line) -> str:
    """A ring as a path in whole units; nothing where fewer than three points are left."""
    points = _without_repeats([(round(x / DRAWN), round(y / DRAWN)) for x, y in ring])
    if len(points) < 3:
        return ""
    steps = [_between(a, b) for a, b in pairwise(points)]
    lines = " ".join(f"{dx} {dy}" for dx, dy in steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{lines}z"
