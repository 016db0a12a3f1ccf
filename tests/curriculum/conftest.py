"""The content folder that these tests break."""

from pathlib import Path

import pytest

from tests.curriculum.folder import ContentOnDisk


@pytest.fixture
def content(tmp_path: Path) -> ContentOnDisk:
    return ContentOnDisk(tmp_path / "content")
