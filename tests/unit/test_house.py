"""What neither the import contracts nor ruff can see of the house's rules."""

import ast
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGE = CHECKOUT / "selfkind_desktop"


def _imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_only_what_is_seen_knows_widgets() -> None:
    knowing = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if "PySide6.QtWidgets" in _imported(path)
    }
    assert knowing <= {"ui", "app"}


def test_qt_is_taken_from_its_essentials_only() -> None:
    essentials = {
        "QtCore",
        "QtGui",
        "QtWidgets",
        "QtDBus",
        "QtNetwork",
        "QtSvg",
        "QtSvgWidgets",
        "QtPrintSupport",
    }
    used = {
        name.split(".")[1]
        for path in PACKAGE.rglob("*.py")
        for name in _imported(path)
        if name.startswith("PySide6.")
    }
    assert used
    assert used <= essentials


def test_packaging_never_shadows_the_package_of_that_name() -> None:
    assert not (CHECKOUT / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("name", ["packaging/constraints.txt", "pyproject.toml", "Makefile", ".ci/run"])
def test_no_package_index_is_named(name: str) -> None:
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|index-url|find-links", text)


def test_every_pinned_version_is_exact() -> None:
    lines = (CHECKOUT / "packaging/constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
