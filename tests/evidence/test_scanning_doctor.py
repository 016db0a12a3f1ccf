"""What `jobbroker doctor` says of the scanner and of files that wait for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import AnyUrl

from bot import doctor
from bot.doctor import Finding, examine
from bot.kit.settings import Settings, load_settings
from tests.evidence.conftest import Harbour
from tests.evidence.test_arriving import FOLDER
from tests.kit.files.daemon import LIMIT_MB
from tests.kit.files.samples import PDF


async def found(settings: Settings) -> dict[str, tuple[bool, str]]:
    return {one.subject: (one.well, one.words) for one in await examine(settings, quick=False)}


async def test_a_scanner_that_is_not_set_is_not_looked_at(tmp_path: Path) -> None:
    assert "scanner" not in await found(load_settings(data=tmp_path))


@pytest.mark.clamav
async def test_a_scanner_that_takes_the_largest_upload_is_well(
    tmp_path: Path, clamd_address: AnyUrl
) -> None:
    settings = load_settings(data=tmp_path, scanner=clamd_address, upload_limit_mb=LIMIT_MB)
    well, words = (await found(settings))["scanner"]
    assert well, words
    assert words.startswith("ClamAV ")


@pytest.mark.clamav
async def test_a_scanner_that_takes_less_is_a_fault_with_its_remedy(
    tmp_path: Path, clamd_address: AnyUrl
) -> None:
    settings = load_settings(data=tmp_path, scanner=clamd_address, upload_limit_mb=20)
    assert (await found(settings))["scanner"] == (
        False,
        "takes no file of this size: StreamMaxLength in clamd.conf has to be 20M at least",
    )


async def test_a_scanner_that_is_away_is_a_fault(tmp_path: Path) -> None:
    settings = load_settings(data=tmp_path, scanner=f"unix://{tmp_path}/none.ctl")
    assert (await found(settings))["scanner"] == (
        False,
        "cannot be reached: check JOBBROKER_SCANNER and clamd",
    )


@FOLDER
async def test_files_that_wait_are_counted(
    harbour: Harbour, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def version(_session: object) -> Finding:
        return Finding("database", True, "as the models have it")

    monkeypatch.setattr(doctor, "_version", version)
    harbour.scans_at(AnyUrl("tcp://127.0.0.1:9"))
    await harbour.sends(PDF)
    await harbour.settle()
    settings = load_settings(data=tmp_path, database_url=f"sqlite:///{tmp_path}/test.sqlite")
    assert (await found(settings))["quarantine"] == (False, "files that wait for the scanner: 1")
