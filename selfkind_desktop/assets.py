"""Finds `resources/`, in a checkout, in a wheel and in a frozen build alike."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """The folder that holds content, icons and themes.

    Raises:
        FileNotFoundError: neither inside the package (wheel, frozen build) nor beside it (checkout):
            the installation is not whole.
    """
    packaged = _PACKAGE / "resources"
    if packaged.is_dir():
        return packaged
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        return _PACKAGE.parent / "resources"
    raise FileNotFoundError("resources")


def path(*parts: str) -> Path:
    """A file or folder below `resources/`, for example `path("icons", "today.svg")`."""
    return root().joinpath(*parts)
