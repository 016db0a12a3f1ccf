"""Templates and the stylesheet, read from the packages they lie in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Final

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

from bot.kit.i18n import LANGUAGES, own_name
from bot.kit.web.links import local
from bot.kit.web.page import Asked, Page

_KIT: Final = "web"


class _OfSlices(BaseLoader):
    """`witnesses/form.html` is form.html in bot/witnesses/templates."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        room, _, name = template.partition("/")
        package = "bot.kit.web" if room == _KIT else f"bot.{room}"
        try:
            source = (resources.files(package) / "templates" / name).read_text("utf-8")
        except (FileNotFoundError, ModuleNotFoundError):
            raise TemplateNotFound(template) from None
        return source, None, lambda: True


@cache
def _environment() -> Environment:
    return Environment(
        loader=_OfSlices(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def stylesheet() -> tuple[str, bytes]:
    """Its name, which changes with what is in it, and what is in it."""
    style = (resources.files("bot.kit.web") / "static" / "pages.css").read_bytes()
    return f"pages-{sha256(style).hexdigest()[:16]}.css", style


def render(asked: Asked, page: Page) -> str:
    """The page as HTML. Raises jinja2's errors for a value that is missing."""
    language = asked.words.language
    others = [
        (code, own_name(code), local(asked.here, code, **_kept(asked)), code == language)
        for code in LANGUAGES
    ]
    return (
        _environment()
        .get_template(page.template)
        .render(
            **page.values,
            words=asked.words,
            language=language,
            languages=others if page.switches else [],
            style=f"/static/{stylesheet()[0]}",
            link=asked.link,
        )
    )


def _kept(asked: Asked) -> dict[str, str]:
    return {name: value for name, value in asked.query.items() if name != "l"}
