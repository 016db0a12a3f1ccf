"""A bad setting is named with what is expected, and a secret is never printed."""

import pytest

from bot.kit.settings import BadSettings, Settings, load_settings


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DATABASE_URL", "mysql://x", "expected sqlite:///FILE or postgresql://"),
        ("BOT_API_URL", "nowhere", "Address of the Bot API server"),
        ("UPLOAD_LIMIT_MB", "many", "The largest evidence file"),
    ],
)
def test_a_bad_setting_is_named_with_what_is_expected(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(f"JOBBROKER_{name}", value)
    with pytest.raises(BadSettings) as bad:
        load_settings(_env_file=None)
    assert f"JOBBROKER_{name}={value!r}" in str(bad.value)
    assert expected in str(bad.value)


def test_an_empty_environment_gives_an_embedded_bot() -> None:
    settings = load_settings(_env_file=None)
    assert settings.database == "sqlite:///data/jobbroker.sqlite"
    assert settings.store == "data/files"


def test_a_token_is_never_shown() -> None:
    settings = Settings(token="123:secret", _env_file=None)  # type: ignore[call-arg]
    assert "secret" not in repr(settings)
