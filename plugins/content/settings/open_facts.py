"""Open facts: what nobody knows yet, marked by the key ``open`` and told as warnings."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.content.front_matter.parser import Mapping, Node, Scalar, Sequence
from plugins.core.problem import ProblemCollector

FILL_IN = "Bitte anstelle der Zeile mit „open“ die Angabe selbst eintragen, sobald sie bekannt ist."


def find_open_facts(node: Node, path: str = "") -> Iterator[tuple[str, Mapping]]:
    """Yield each open fact below *node* with its keys, joined by dots."""
    if isinstance(node, Mapping):
        if "open" in node.pairs:
            yield path, node
        for key, value in node.pairs.items():
            yield from find_open_facts(value, f"{path}.{key}".lstrip("."))
    elif isinstance(node, Sequence):
        for value in node.items:
            yield from find_open_facts(value, path)


def report_open_fact(fact: Mapping, asking: str, report: ProblemCollector, remedy: str = FILL_IN) -> str:
    """Report an open fact, or that it is none; return its law, else the one *asking* for it."""
    missing, law = fact.pairs["open"], fact.pairs.get("law")
    for key, node in fact.pairs.items():
        if key not in ("open", "law") or not (isinstance(node, Scalar) and node.text.strip()):
            report.error(
                fact.lines[key],
                "not-one-value",
                f"„{key}“ steht so nicht in einer Angabe, die noch offen ist.",
                'Bitte so schreiben: {open: "Was noch fehlt"}',
            )
            return ""
    asking = law.text if isinstance(law, Scalar) else asking
    asked = f" ({asking})" if asking else ""
    report.warning(
        fact.lines["open"],
        "open-fact",
        f"Noch offen: {missing.text if isinstance(missing, Scalar) else 'eine Angabe'}{asked}.",
        remedy,
    )
    return asking
