"""The content folder that these tests break."""

from pathlib import Path

import pytest

from tests.curriculum.folder import ContentOnDisk
from tests.curriculum.translator import Translator


@pytest.fixture
def content(tmp_path: Path) -> ContentOnDisk:
    return ContentOnDisk(tmp_path / "content")


@pytest.fixture
def translator(content: ContentOnDisk, tmp_path: Path) -> Translator:
    return Translator(content.folder, tmp_path)
