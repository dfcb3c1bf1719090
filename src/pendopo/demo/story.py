"""Load the demonstration once: its tables, its pictures and papers, and passwords that everybody knows."""

import shutil
import tempfile
from pathlib import Path

from django.db import transaction
from django_scopes import scope

from pendopo.accounts.actions import accept_invitation, create_operator
from pendopo.accounts.models import User
from pendopo.accounts.queries import invitation_token
from pendopo.cli.importing.run import Report, import_folder
from pendopo.convenings.models import Convening
from pendopo.core.urls import use_convening
from pendopo.demo.delegates import load_delegates
from pendopo.demo.papers import write_papers
from pendopo.demo.pictures import draw_pictures

DATA = Path(__file__).resolve().parent / "data"
SLUG = "wgwc-2024"
OPERATOR = "operator@example.org"
PASSWORD = "soko-guru-demo"  # noqa: S105 – everybody may know it: the data is made for looking at


def is_loaded() -> bool:
    """Whether the demonstration's convening is there."""
    return Convening.objects.filter(slug=SLUG).exists()


@transaction.atomic
def load_story() -> Report:
    """Import the tables; then every account can sign in with the one known password.

    A report with faults takes everything back.
    """
    operator = create_operator(full_name="Operator Demonstrasi", email=OPERATOR, by=None)
    with tempfile.TemporaryDirectory(prefix="pendopo-demo-") as name:
        folder = Path(name)
        write_folder(folder)
        report = import_folder(folder, by=operator)
        if not report.faults:
            for user in User.objects.filter(email__endswith="@example.org"):
                accept_invitation(token=invitation_token(user), password=PASSWORD)
            fill_pool()
    transaction.set_rollback(bool(report.faults))
    return report


def fill_pool() -> None:
    """Invented people, nominated and registered."""
    convening = Convening.objects.get(slug=SLUG)
    with scope(convening=convening), use_convening(convening.slug):
        load_delegates(convening)


def write_folder(folder: Path) -> None:
    """Everything that `pendopo import` needs: the tables, and the files that they name."""
    for table in DATA.glob("*.csv"):
        shutil.copy(table, folder)
    draw_pictures(folder)
    write_papers(folder)
