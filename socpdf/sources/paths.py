"""Files of the project, and of the project alone: nothing outside its folder is ever opened."""

from pathlib import Path, PurePosixPath


def inside(root: Path, name: str) -> Path | None:
    """The file `name` below `root`; None if it is absolute, climbs out, or a link leads out."""
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts or "\\" in name or "\0" in name or ":" in name:
        return None
    path = root / relative
    return path if path.resolve().is_relative_to(root.resolve()) else None
