"""Only our own work is in the tree, and nothing of one machine."""

from pathlib import Path

from tools import hygiene, messages, sizes

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_foreign_is_in_the_tree():
    assert hygiene.faults() == []


def test_a_path_of_one_machine_is_found(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    page.write_text("See /ho" + "me/sari/notes.\n")
    monkeypatch.setattr(hygiene, "ROOT", tmp_path)

    assert list(hygiene.faults_of(page)) == ["page.md:1: names a path of one machine: '/ho" + "me/sari/'."]


def test_a_long_function_is_named(tmp_path):
    text = "def long():\n" + "    x = 1\n" * 60

    found = list(sizes.faults_of_python(tmp_path / "views.py", "views.py", text))

    assert found == ["views.py:1: long has 60 lines; 50 are allowed."]


def test_a_module_named_after_nothing_is_named(tmp_path):
    found = list(sizes.faults_of_python(tmp_path / "utils.py", "utils.py", ""))

    assert found == ["utils.py: name the module after what it does, not 'utils'."]


def test_lock_file_names_no_address():
    assert "resolved" not in (ROOT / "package-lock.json").read_text()


def test_pinned_requirements_carry_hashes():
    for name in ("base", "build", "dev", "node"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        assert text.count("==") <= text.count("--hash=sha256:"), name


def test_every_room_is_looked_at_for_sentences():
    rooms = {path.name for path in (ROOT / "src" / "pendopo").iterdir() if (path / "apps.py").exists()}

    assert set(messages.apps()) == rooms
