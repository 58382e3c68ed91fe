"""What is decided in one place is decided there alone: a second copy of a rule fails here."""

import ast
import re

import pytest

from tests.repository import files, name

PRODUCT = {
    name(path): path.read_text()
    for path in files(".py")
    if not name(path).startswith(("tests/", "document/")) and "/migrations/" not in name(path)
}
LANGUAGE_CODES = [{"fr", "nl"}, {"fr", "nl", "en"}]


def modules_with(is_found):
    """The modules of the product in which one of the nodes is what is looked for."""
    return [path for path, source in PRODUCT.items() if any(is_found(node) for node in ast.walk(ast.parse(source)))]


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param("Only the Coordination can do this", id="who is refused for not being of the Coordination"),
        pytest.param(r"\buser\.partners\.(all|filter|exists)\(|\busers(__in)?=user", id="who speaks for a partner"),
        pytest.param(r"\busers__in=", id="who speaks for a partner, asked of the database"),
    ],
)
def test_a_rule_is_written_once(copy):
    assert len([path for path, source in PRODUCT.items() if re.search(copy, source)]) <= 1


def test_for_whom_a_closed_round_goes_on_is_asked_of_the_period():
    def asks_both(node):
        words = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
        words |= {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        return isinstance(node, ast.BoolOp) and {"closed", "is_coordination"} <= words

    assert modules_with(asks_both) == ["initiatives/models/periods.py"]


def test_two_versions_of_a_text_are_compared_and_chosen_between_in_one_flow():
    flow = ("find_differences", "read_choices", "apply_choices", "with_stored_versions")

    def imports_the_flow(node):
        return isinstance(node, ast.ImportFrom) and {entry.name for entry in node.names} & set(flow)

    assert modules_with(imports_the_flow) == ["rounds/saving.py"]


def test_the_languages_are_listed_in_one_module_beside_the_settings():
    def lists_languages(node):
        # What names a sentence for each combination, and types, list nothing.
        for key in [*node.keys] if isinstance(node, ast.Dict) else [getattr(node, "slice", None)]:
            if key is not None:
                key.is_name = True
        is_list = isinstance(node, ast.Tuple | ast.List | ast.Set) and not hasattr(node, "is_name")
        return is_list and {getattr(entry, "value", None) for entry in node.elts} in LANGUAGE_CODES

    assert modules_with(lists_languages) == ["records/language_codes.py"]
