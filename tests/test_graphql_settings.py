"""Settings come from the environment, each with a sentence, and a value that cannot be read is told by its name."""

from __future__ import annotations

from dataclasses import fields

import pytest

from api.settings import PREFIX, SettingError, Settings


def test_every_setting_has_a_sentence():
    for made in fields(Settings):
        assert made.metadata["doc"].endswith("."), made.name


def test_settings_are_read_from_the_environment():
    given = {
        "MAX_FIRST": "500",
        "BUDGET_ON_LOOPBACK": "yes",
        "ORIGINS": "https://a.example, https://b.example",
        "BASE_URL": "https://c.example",
    }
    settings = Settings.from_environment({PREFIX + name: value for name, value in given.items()} | {"MAX_DEPTH": "3"})
    assert settings.max_first == 500
    assert settings.budget_on_loopback is True
    assert settings.origins == ("https://a.example", "https://b.example")
    assert settings.base_url == "https://c.example"
    assert settings.max_depth == Settings().max_depth


@pytest.mark.parametrize(
    ("name", "value"),
    [("MAX_FIRST", "many"), ("MAX_FIRST", "-1"), ("THREADS", "0"), ("THREADS", "²"), ("TRUSTED_ONLY", "maybe")],
)
def test_a_value_that_cannot_be_read_is_told_by_its_name(name, value):
    with pytest.raises(SettingError, match=f"{PREFIX}{name}: '{value}'") as raised:
        Settings.from_environment({PREFIX + name: value})
    assert raised.value.hint
