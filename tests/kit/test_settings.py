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


KEY = "bmV3ZXN0IGtleSwgb2YgdGhpcnR5LXR3byBieXRlcy4="


def test_keys_of_the_store_come_newest_first_however_they_are_divided() -> None:
    other = "_-8" + "A" * 39 + "A="
    settings = Settings(store_key=f"{KEY},\n {other}", _env_file=None)  # type: ignore[call-arg]
    assert settings.store_keys == (b"newest key, of thirty-two bytes.", b"\xff\xef" + bytes(30))
    assert KEY not in repr(settings)


@pytest.mark.parametrize("bad", ["geheim", f"{KEY},{KEY[:-4]}", "å" * 44])
def test_a_bad_key_of_the_store_is_named_with_its_format_and_not_repeated(bad: str) -> None:
    with pytest.raises(BadSettings, match=r"STORE_KEY=\*\*\*: .*key \d: expected 32 random") as why:
        load_settings(store_key=bad, _env_file=None)
    assert bad[:10] not in str(why.value)


@pytest.mark.parametrize("bad", ["../x", "/x", "A", "a//b", "a.b"])
def test_a_prefix_of_the_store_that_is_no_plain_word_is_named(bad: str) -> None:
    with pytest.raises(BadSettings, match="JOBBROKER_STORE_PREFIX"):
        load_settings(store_prefix=bad, _env_file=None)
