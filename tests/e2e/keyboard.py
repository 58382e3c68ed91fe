"""The way of the Tab key through a page, and what one sees of it."""

from playwright.sync_api import Page

# Day, month, year and the calendar: as often the Tab key stops in a field for a day, without the focus leaving it.
STOPS_IN_A_DAY = 4

LISTEN = """() => {
    const name = element => {
        const says = element.getAttribute("aria-label") ?? element.textContent;
        return `${element.tagName.toLowerCase()} “${says.trim().replace(/\\s+/g, " ").slice(0, 40)}”`;
    };
    const outline = element => {
        const drawn = element instanceof SVGElement ? element.querySelector(".area") : element;
        const style = getComputedStyle(drawn);
        return drawn !== element ? parseFloat(style.strokeWidth)
            : style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    };
    const isInWindow = element => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    };
    const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
        .filter(element => element.tabIndex >= 0 && !element.disabled && element.checkVisibility());
    const path = [];
    document.activeElement.blur();
    document.addEventListener("focusin", ({target}) => path.push([target, outline(target), isInWindow(target)]));
    window.keyboardFaults = () => stops.flatMap((stop, place) => {
        const [reached, width, isSeen] = path[place] ?? [];
        if (reached !== stop) return [`${name(stop)}: the focus is on ${reached ? name(reached) : "nothing"}`];
        return [...(width < 2 ? [`${name(stop)}: ${width}px around it`] : []),
                ...(isSeen ? [] : [`${name(stop)}: outside the window`])];
    });
    return stops.length + DAYS * stops.filter(stop => stop.type === "date").length;
}""".replace("DAYS", str(STOPS_IN_A_DAY))


def faults(page: Page) -> list[str]:
    """One sentence for each thing that the Tab key does not reach in the order of the document, or without a mark.

    The page is one that was just opened: the focus is nowhere yet.
    """
    for _ in range(page.evaluate(LISTEN)):
        page.keyboard.press("Tab")
    return page.evaluate("keyboardFaults()")
