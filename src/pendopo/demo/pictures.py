"""Pictures above the demonstration's news: simple shapes, drawn when the data is loaded."""

from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (960, 540)
GOLD, CREAM, SAND = "#e2a52a", "#f8eedd", "#d9a868"
FINER = 2  # drawn larger and reduced, so that edges are smooth

Draw = ImageDraw.ImageDraw


def draw_pictures(folder: Path) -> None:
    """Draw every cover into `folder` under the name that news.csv gives it."""
    for number, (ground, paint) in enumerate(COVERS, 1):
        canvas = Image.new("RGB", (SIZE[0] * FINER, SIZE[1] * FINER), ground)
        paint(ImageDraw.Draw(canvas))
        canvas.resize(SIZE, Image.Resampling.LANCZOS).save(
            folder / f"sampul-{number}.webp", "WEBP", quality=80
        )


def _two_circles(draw: Draw) -> None:
    draw.ellipse(_box(240, 120, 540, 420), fill="#5b6cc0")
    draw.ellipse(_box(420, 120, 720, 420), fill="#a5713f")
    lens = Image.new("L", (SIZE[0] * FINER, SIZE[1] * FINER), 0)
    ImageDraw.Draw(lens).ellipse(_box(240, 120, 540, 420), fill=255)
    right = Image.new("L", lens.size, 0)
    ImageDraw.Draw(right).ellipse(_box(420, 120, 720, 420), fill=255)
    empty = Image.new("L", lens.size, 0)
    draw.bitmap((0, 0), Image.composite(lens, empty, right), fill=GOLD)


def _bars(draw: Draw) -> None:
    for left, top, colour in (
        (210, 330, "#8fc7a4"),
        (360, 264, "#8fc7a4"),
        (510, 198, "#8fc7a4"),
        (660, 132, GOLD),
    ):
        draw.rectangle(_box(left, top, left + 102, 450), fill=colour)
    draw.rectangle(_box(150, 450, 822, 459), fill=CREAM)


def _pendopo(draw: Draw) -> None:
    draw.polygon(_points((352, 60), (608, 60), (700, 190), (260, 190)), fill="#5a3618", outline=SAND, width=6)
    draw.polygon(
        _points((260, 190), (700, 190), (850, 275), (110, 275)), fill="#5a3618", outline=SAND, width=6
    )
    draw.rectangle(_box(340, 50, 620, 64), fill=GOLD)
    for left in (180, 370, 560, 750):
        draw.rectangle(_box(left, 275, left + 30, 455), fill=GOLD)
        draw.rectangle(_box(left - 14, 448, left + 44, 468), fill=CREAM)
    draw.rectangle(_box(100, 472, 860, 482), fill=SAND)


def _road(draw: Draw) -> None:
    stops = [(-30, 450), (156, 380), (390, 210), (624, 384), (858, 216), (990, 150)]
    draw.line(_points(*stops), fill="#e9d6b6", width=18 * FINER, joint="curve")
    for x, y in stops[1:-1]:
        draw.ellipse(_box(x - 33, y - 33, x + 33, y + 33), fill=GOLD)


def _box(left: int, top: int, right: int, bottom: int) -> tuple[int, int, int, int]:
    return left * FINER, top * FINER, right * FINER, bottom * FINER


def _points(*points: tuple[int, int]) -> list[tuple[int, int]]:
    return [(x * FINER, y * FINER) for x, y in points]


COVERS: tuple[tuple[str, Callable[[Draw], None]], ...] = (
    ("#26346f", _two_circles),
    ("#20452f", _bars),
    ("#38210f", _pendopo),
    ("#5b3a1c", _road),
)
