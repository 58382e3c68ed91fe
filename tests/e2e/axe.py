"""What axe finds on a page, as sentences."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2 at level AA, and what axe's authors count as good practice besides.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Fetching the style sheets a second time breaks the content policy, and only a rule on turned screens wants it.
    "preload": False,
    # What is sound is not told node by node.
    "resultTypes": ["violations"],
}
NEW = Axe()
# For a page that has axe already: half a megabyte of script is not read again.
THERE = Axe(axe_script="0")


def findings(page: Page) -> list[str]:
    """One sentence an element that breaks a rule: the rule, the element, what is wrong. Empty when all is well."""
    axe = THERE if page.evaluate("'axe' in window") else NEW
    violations = axe.run(page, options=RULES).response["violations"]
    return [
        f"{violation['id']}: {node['html']}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
