"""Scripts: what a page is asked in the browser, by `check --browser` and by the tests."""

# How an element is found again in a text or template, and how it is named to people.
_NAMES = """
    const shown = element => element.checkVisibility() && element.getClientRects().length > 0;
    const text = element => (element.innerText || element.alt || "").trim().split("\\n")[0].slice(0, 60);
    const tag = element => element.cloneNode(false).outerHTML.replace(/><.*/, ">").slice(0, 120);
    const address = element => element.getAttribute("href") || element.getAttribute("src") || "";
    const quote = element => element.closest(".prose")
        ? element.getAttribute("href") || element.alt || text(element) || address(element)
        : element.classList[0] || element.id || address(element) || text(element);
    const place = element => ({ quote: quote(element), name: text(element) || tag(element) });
"""

BARRIERS = (
    """async () => {"""
    + _NAMES
    + """
    const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const find = target => { try { return document.querySelector(target) } catch { return null } };
    const done = await axe.run(document, { runOnly: standards, resultTypes: ["violations"] });
    return done.violations.flatMap(rule => rule.nodes.slice(0, 20).map(node => ({
        rule: rule.id,
        says: rule.help,
        page: rule.helpUrl,
        is_required: !rule.tags.includes("best-practice"),
        quote: quote(find(node.target[0]) ?? document.body),
        html: node.html.slice(0, 120),
    })));
}"""
)
"""What axe has against a page: WCAG 2.2 AA, and good practice. The page needs `validators.axe_source` before."""

STORED = """async () => [
    ["Cookie", document.cookie.length],
    ["localStorage", localStorage.length],
    ["sessionStorage", sessionStorage.length],
    ["IndexedDB", (await indexedDB.databases()).length],
    ["Cache", (await caches.keys()).length],
].filter(([, count]) => count).map(([name]) => name)"""
"""The storages of the browser in which there is something."""

TOO_WIDE = (
    """() => {"""
    + _NAMES
    + """
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const beyond = [...document.body.querySelectorAll("*")].filter(one =>
        shown(one) && one.getBoundingClientRect().right > room + 1);
    const innermost = beyond.find(one => !beyond.some(other => other !== one && one.contains(other)));
    return [place(innermost ?? document.body)];
}"""
)
"""The element for which a page scrolls sideways, if it does."""

PAPER = (
    """() => {"""
    + _NAMES
    + """
    const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const known = {};
    const light = colour => known[colour] ??= (() => {
        brush.clearRect(0, 0, 1, 1);
        brush.fillStyle = "white";
        brush.fillRect(0, 0, 1, 1);
        brush.fillStyle = colour;
        brush.fillRect(0, 0, 1, 1);
        const [red, green, blue] = [...brush.getImageData(0, 0, 1, 1).data].map(value =>
            value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })();
    const style = getComputedStyle;
    const isWord = text => /[\\p{L}\\p{N}]/u.test(text);
    const isRead = one => [...one.childNodes].some(node => node.nodeType === 3 && isWord(node.data));
    // Paper leaves out grounds, unless told otherwise.
    const ground = one => style(one).printColorAdjust === "exact" ? light(style(one).backgroundColor) : 1;
    const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const all = selector => [...document.querySelectorAll(selector)].filter(shown);
    const isCut = one => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1
        && (one === document.documentElement || style(one).overflowX !== "visible") && isWord(one.innerText);
    return {
        dark: light(style(document.body).backgroundColor) < 0.87 ? [place(document.body)] : [],
        pale: all("main *").filter(isRead)
            .filter(one => contrast(light(style(one).color), ground(one)) < 4.5).map(place),
        idle: all(".main-nav, .meta-nav, button:not([role=switch])").map(place),
        cut: [document.documentElement, ...all("main *")].filter(isCut).map(place),
    };
}"""
)
"""What would be wrong on paper: a dark ground, pale letters, what one can only press, what does not fit."""

WEIGHT = """async () => {
    for (const picture of document.images) picture.loading = "eager";
    const loaded = Promise.all([...document.images].filter(one => !one.complete).map(one =>
        new Promise(resolve => one.onload = one.onerror = resolve)));
    await Promise.race([loaded, new Promise(resolve => setTimeout(resolve, 10_000))]);
    return [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .reduce((sum, one) => sum + one.encodedBodySize, 0);
}"""
"""The bytes that a page has taken once it is read to its end, with all pictures."""

LINKS = """() => [...document.querySelectorAll("a[href], area[href]")]
    .filter(one => new URL(one.href.baseVal ?? one.href, document.baseURI).origin === location.origin)
    .map(one => [one.getAttribute("href"), new URL(one.href.baseVal ?? one.href, document.baseURI).pathname])"""
"""The links of a page to its own site: as they are written, and their paths."""

PLAIN = (
    """() => {"""
    + _NAMES
    + """
    const heading = [...document.querySelectorAll("h1")].some(shown);
    const controls = "button:not([type=submit]), [role=button], [role=switch]";
    return {
        empty: heading && document.querySelector("main")?.innerText.trim() ? [] : [place(document.body)],
        dead: [...document.querySelectorAll(controls)].filter(shown).map(place),
    };
}"""
)
"""What would be wrong without JavaScript: no heading, no text, or a button that could do nothing."""
