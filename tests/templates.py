"""Templates in the tests: what Django would pass over in silence fails, and less is kept of what was rendered."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.template import Context, engines
from django.template.base import FilterExpression, Template


class Undefined(str):
    """Stands for every undefined variable: reported in a template of ours, empty as ever in Django's own."""

    report: Callable[[str], object]

    def __bool__(self) -> bool:
        # The one question the template engine asks before it prints nothing.
        frame = sys._getframe(1)
        if frame.f_code is FilterExpression.resolve.__code__:
            template = frame.f_locals["context"].render_context.template
            if _is_ours(template):
                self.report(f"{template.origin.name}: {frame.f_locals['self']} is not defined")
        return False


def _is_ours(template: Template) -> bool:
    path = Path(template.origin.name)
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts


@contextmanager
def fail_on_undefined_variables(report: Callable[[str], object]) -> Iterator[None]:
    """Within the block, `report` is called with the template and the variable."""
    engine = engines["django"].engine
    undefined = Undefined()
    undefined.report = report
    before, engine.string_if_invalid = engine.string_if_invalid, undefined
    try:
        yield
    finally:
        engine.string_if_invalid = before


@contextmanager
def fail_on_missing_lengths(report: Callable[[str], object]) -> Iterator[None]:
    """Within the block, `report` is called where a template counts what cannot be counted: Django would print 0."""
    filters = engines["django"].engine.template_builtins[1].filters
    before = filters["length"]

    def length(value: object) -> int:
        if not hasattr(value, "__len__"):
            report(f"a template counts {value!r}, which has no length")
        return before(value)

    filters["length"] = length
    try:
        yield
    finally:
        filters["length"] = before


@contextmanager
def keep_contexts_of_pages_only() -> Iterator[None]:
    """Within the block, `response.context` holds what a view gave its template, not what each included part was given.

    Django's test client copies the context for every template, which takes a tenth of a page's time.
    """
    before = Template._render

    def render(self: Template, context: Context) -> str:
        return before(self, context) if context.template is self else self.nodelist.render(context)

    Template._render = render
    try:
        yield
    finally:
        Template._render = before
