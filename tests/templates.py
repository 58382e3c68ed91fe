"""Makes a variable that a template of ours uses and nobody defined a failure: Django would print nothing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.template import engines
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
