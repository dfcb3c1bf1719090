"""Fetch the pinned front-end files and put them where the package expects them.

    htmx 2            from the installed django-htmx
    Plus Jakarta Sans from npm, subset to Latin and weights 500 to 800
    area codes        from npm: Indonesia's provinces and regencies
    map               from npm: the provinces' outlines, made small by tools/outlines.py

Everything is rebuilt only when one of the inputs changes.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from tools.outlines import write_outlines

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src" / "pendopo" / "web" / "static" / "vendor"
REGIONS = ROOT / "src" / "pendopo" / "convenings" / "regions"
MODULES = ROOT / "node_modules"
STAMP = VENDOR / ".made-from"
FONT = MODULES / "@fontsource-variable" / "plus-jakarta-sans"
AREAS = MODULES / "idn-area-data" / "data"
MAP = MODULES / "@svg-maps" / "indonesia"
# Basic Latin, the marks that the pages use, and the accented letters met in names.
# Any other character falls to the system font.
CHARACTERS = (
    "20-7E,A0,A7,AB,B0,B6,B7,BB,BD,D7,C9,E0,E1,E4,E7-EB,ED,F1,F3,F6,FA,FC,"
    "2013,2014,2018,2019,201C,201D,2022,2026,2212"
)
MADE = [
    VENDOR / "htmx-2.min.js",
    VENDOR / "plus-jakarta-sans-latin.woff2",
    VENDOR / "plus-jakarta-sans-LICENSE.txt",
    REGIONS / "provinces.csv",
    REGIONS / "regencies.csv",
    REGIONS / "LICENSE.md",
    REGIONS / "outlines.json",
    REGIONS / "outlines-LICENSE.md",
]


def inputs() -> str:
    """A digest of everything the result depends on."""
    digest = hashlib.sha256()
    digest.update((ROOT / "package-lock.json").read_bytes())
    for program in ("assets.py", "outlines.py"):
        digest.update((Path(__file__).parent / program).read_bytes())
    digest.update(importlib.metadata.version("django-htmx").encode())
    return digest.hexdigest()


def up_to_date() -> bool:
    return STAMP.exists() and STAMP.read_text() == inputs() and all(path.exists() for path in MADE)


def npm() -> list[str]:
    """The machine's own npm, or one from the Python wheel of Node.js put into this environment."""
    for name in ("npm", "npm.cmd"):
        if (found := shutil.which(name)) and shutil.which("node"):
            return [found]
    scripts = Path(sys.executable).parent
    if not (scripts / "npm").exists() and not (scripts / "npm.exe").exists():
        print("No Node.js here: installing it into this environment.", flush=True)
        wanted = ["--require-hashes", "-r", str(ROOT / "requirements" / "node.txt")]
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *wanted], check=True)
    return [str(scripts / "npm")]


def install_packages() -> None:
    """Install exactly what package-lock.json names."""
    path = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PATH": path}, check=True)


def copy_htmx() -> None:
    spec = importlib.util.find_spec("django_htmx")
    if spec is None or spec.origin is None:
        raise SystemExit("django-htmx is not installed. Run: make install.")
    source = Path(spec.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"
    shutil.copyfile(source, VENDOR / "htmx-2.min.js")


def subset_font() -> None:
    """Keep the characters and weights that the design uses, and of the features kerning and even digits."""
    font = TTFont(FONT / "files" / "plus-jakarta-sans-latin-wght-normal.woff2")
    font = instancer.instantiateVariableFont(font, {"wght": (500, 800)})
    options = subset.Options()
    options.layout_features = ["kern", "tnum"]
    options.hinting = False
    options.flavor = "woff2"
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(CHARACTERS))
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(VENDOR / "plus-jakarta-sans-latin.woff2")
    shutil.copyfile(FONT / "LICENSE", VENDOR / "plus-jakarta-sans-LICENSE.txt")


def copy_areas() -> None:
    for name in ("provinces.csv", "regencies.csv", "LICENSE.md"):
        shutil.copyfile(AREAS / name, REGIONS / name)


def make_map() -> None:
    """The licence asks that author, source and changes be named; they stand above its text."""
    write_outlines(MAP / "indonesia.svg", REGIONS / "outlines.json")
    credit = (
        "outlines.json is made from @svg-maps/indonesia 1.0.0 by Bashir Arrohman, which is based on the work of\n"
        "MapSVG (https://mapsvg.com/maps/indonesia). Changed: fewer points, small islands left out, other codes.\n\n"
    )
    licence = (MAP / "LICENSE.md").read_text(encoding="utf-8")
    (REGIONS / "outlines-LICENSE.md").write_text(credit + licence, encoding="utf-8")


def main() -> int:
    if up_to_date():
        return 0
    VENDOR.mkdir(parents=True, exist_ok=True)
    REGIONS.mkdir(parents=True, exist_ok=True)
    install_packages()
    copy_htmx()
    subset_font()
    copy_areas()
    make_map()
    for stale in set(VENDOR.iterdir()) | set(REGIONS.iterdir()):
        if stale not in {*MADE, STAMP}:
            stale.unlink()
    STAMP.write_text(inputs())
    for path in MADE:
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1024:.1f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
