"""Editor form as a part of the site: the one implementation of ``SitePart``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.core.site_part import PartRules
from plugins.editor_form import audit_rules
from plugins.editor_form.backend import is_published, repository_of
from plugins.editor_form.page import CHEAT_SHEET


@dataclass(frozen=True, slots=True)
class EditorForm:
    """The form as a part of the site.

    *fetch* returns the folder with Sveltia's files; it is called only if the form is shown.
    """

    fetch: Callable[[], Path]

    @property
    def name(self) -> str:
        """The German name in the preview."""
        return "Formular"

    @property
    def prefix(self) -> str:
        """The folder of the form."""
        return "redaktion/"

    def rules(self, settings: Mapping[str, object]) -> PartRules:
        """Return the rules for the audit; only the repository's hosts depend on *settings*."""
        repository = repository_of(settings)
        return PartRules(
            code="form",
            title="Formular der Redaktion",
            prefix=self.prefix,
            is_published=is_published(settings),
            policy=audit_rules.POLICY,
            origins=repository.hosts if repository else (),
            exempt=audit_rules.EXEMPT,
            to_publish=audit_rules.TO_PUBLISH,
            source="plugins/editor_form/page.py",
            pages=(f"{self.prefix}{CHEAT_SHEET}index.html",),
        )

    def files_to_publish(self, settings: Mapping[str, object], content: Path) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the form if site.yaml puts it on the published site."""
        if is_published(settings):
            from plugins.editor_form.form import form_files  # slow to import, and rarely needed

            yield from form_files(settings, content, self.fetch())

    def preview_route(self, content: Path) -> Callable[[str], bytes | None]:
        """Return a function that returns the file of the form at a path, or None."""
        from plugins.editor_form.form import local_route

        return local_route(content, self.fetch())
