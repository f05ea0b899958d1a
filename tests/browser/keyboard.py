"""The form by the keyboard alone: Tab goes to a field by its name, and what is focused is asked for its name."""

from __future__ import annotations

from tests.browser.writing import Form

_NAME = """
() => {
  const one = document.activeElement;
  const ids = (one.getAttribute("aria-labelledby") ?? "").split(" ");
  const named = ids.map(id => document.getElementById(id)?.textContent);
  const own = Array.from(one.childNodes, node => (node.classList?.contains("icon") ? "" : node.textContent));
  const name = one.getAttribute("aria-label") ?? (named.join("") || own.join(""));
  return name.replace(/[\\u2066-\\u2069*]/g, "").trim();
}
"""
_CHOSEN = "Array.from(document.activeElement.querySelectorAll('[aria-selected=true]'), one => one.textContent).join()"
_IN_TEXT = "document.activeElement.matches('.lexical-root') && !document.activeElement.closest('.component')"
_PAUSE = 300  # milliseconds; a dialogue moves while it opens and closes
_MOST = 120  # fields between two that one wants


class Keyboard:
    """Somebody without a mouse, in a form that is open."""

    def __init__(self, form: Form) -> None:
        self.page = form.page
        self.keys = form.page.keyboard

    def focused(self) -> str:
        """The name of what has the focus."""
        return str(self.page.evaluate(_NAME))

    def go(self, name: str, key: str = "Tab") -> None:
        """Press *key* until *name* has the focus."""
        seen = []
        for _ in range(_MOST):
            self.keys.press(key)
            seen.append(self.focused())
            if seen[-1] == name:
                return
        raise AssertionError(f"{name!r} is not reached by {key}, but {seen}")

    def fill(self, name: str, text: str) -> None:
        """Go on to the field *name* and type *text*."""
        self.go(name)
        for number, line in enumerate(text.split("\n")):
            if number:
                self.keys.press("Enter")
            self.keys.type(line)

    def press(self, name: str, key: str = "Tab") -> None:
        """Go on to the button *name* and press it."""
        self.go(name, key)
        self.keys.press("Enter")
        self.page.wait_for_timeout(_PAUSE)

    def take(self, file: str) -> None:
        """Choose *file* of those that are there."""
        self.press("Durchsuchen")
        self.page.get_by_role("option", name=file).wait_for()
        while not self.focused().startswith("Verfügbare"):
            self.keys.press("Tab")
        while file not in self.page.evaluate(_CHOSEN):
            self.keys.press("ArrowRight")
        self.press("Einfügen")

    def insert(self, label: str) -> None:
        """Put a directive where the text is being written."""
        self.press("Baustein", "Shift+Tab")
        if self.focused() != label:
            self.go(label, "ArrowDown")
        self.keys.press("Enter")
        self.page.wait_for_timeout(_PAUSE)

    def leave(self) -> None:
        """Go back from a directive to the end of the text around it."""
        while not self.page.evaluate(_IN_TEXT):
            self.keys.press("Shift+Tab")
        self.keys.press("Control+End")
