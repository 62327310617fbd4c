"""Files are kept in a folder of the test, and people hand them over by name and bytes."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings

from legitimacy.attachments.services import attachment_add
from legitimacy.models import Attachment

Add = Callable[..., Attachment]


@pytest.fixture(autouse=True)
def kept(settings: LazySettings, tmp_path: Path) -> Path:
    """The folder in which files are kept."""
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    return tmp_path / "attachments"


@pytest.fixture
def add(db: None) -> Add:
    def added(content: bytes, name: str = "photo.jpg", owner_id: object = 1) -> Attachment:
        return attachment_add(owner_type="test", owner_id=owner_id, name=name, stream=io.BytesIO(content))

    return added


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
