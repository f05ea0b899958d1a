"""Ways: what the form's first page says about saving: in the folder on this machine, or in a repository."""

from __future__ import annotations

from html import escape

from plugins.form.backend import GITHUB, Repository

_FOLDER = """\
      <ol>
        <li>Drücken Sie „Formular öffnen“ und danach „Projektordner wählen“.</li>
        <li>
          Wählen Sie den Ordner des Projekts: den, in dem die Datei <code>tasks.py</code> und der Ordner
          <code>content</code> liegen. Ihr Browser merkt ihn sich; beim nächsten Mal bestätigen Sie nur noch, dass das
          Formular darin schreiben darf.
        </li>
        <li>
          Was Sie speichern, steht sofort als Datei im Ordner <code>content</code>, und die
          <a href="../">Vorschau</a> zeigt es.
        </li>
      </ol>
      <p>Veröffentlicht ist damit noch nichts, und niemand außer Ihnen sieht es.</p>
"""
_REPOSITORY = """\
      <p>
        Melden Sie sich mit Ihrem Konto bei {name} an. Was Sie speichern, kommt in das Repositorium
        <code>{project}</code> auf {host}; andere sehen es dort.
      </p>
"""


def ways(repository: Repository | None, *, on_this_machine: bool) -> str:
    """Return the German paragraphs, as HTML."""
    folder = _FOLDER if on_this_machine else ""
    if repository is None:
        return folder
    name = "GitHub" if repository.kind == GITHUB else "GitLab"
    host = repository.hosts[0].removeprefix("https://")
    return folder + _REPOSITORY.format(name=name, project=escape(repository.project), host=escape(host))
