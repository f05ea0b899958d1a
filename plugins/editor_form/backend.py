"""Backend: the place where the form saves.

Either the folder on this machine or a repository at GitLab or GitHub.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

GITLAB, GITHUB = "gitlab", "github"
KINDS = (GITLAB, GITHUB)

_GITHUB_HOSTS = ("https://github.com", "https://api.github.com")
_MESSAGES = {
    "create": "{{collection}}: „{{slug}}“ neu",
    "update": "{{collection}}: „{{slug}}“ geändert",
    "delete": "{{collection}}: „{{slug}}“ gelöscht",
    "uploadMedia": "Datei „{{path}}“ neu",
    "deleteMedia": "Datei „{{path}}“ gelöscht",
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository the form may save in.

    ``host`` is where it lives, such as https://gitlab.opencode.de; ``project`` its path there, ``branch`` may be
    empty for its main branch. ``app_id`` is the number under which the form was registered there (OAuth with PKCE);
    GitHub has no such way for a page without a server, so its ``sign_in`` names the server that does it instead.
    """

    kind: str
    host: str
    project: str
    branch: str = ""
    app_id: str = ""
    sign_in: str = ""

    @property
    def hosts(self) -> tuple[str, ...]:
        """The origins that a page with this form has to be allowed to contact, and no more."""
        own = _GITHUB_HOSTS if self.kind == GITHUB else (_origin(self.host),)
        return tuple(dict.fromkeys((*own, *([_origin(self.sign_in)] if self.sign_in else []))))


def repository_of(settings: Mapping[str, object]) -> Repository | None:
    """Return the repository that site.yaml names for the form, or None."""
    group = settings.get("form")
    if not isinstance(group, Mapping) or not group.get("repository"):
        return None
    keys = ("host", "project", "branch", "app_id", "sign_in")
    return Repository(str(group["repository"]), **{key: str(group.get(key, "")) for key in keys})


def folder_in_repository(content: Path) -> str:
    """Return the path of *content* within its repository, or within the folder above it."""
    whole = content.resolve()
    root = next((folder for folder in (whole, *whole.parents) if (folder / ".git").exists()), whole.parent)
    return whole.relative_to(root).as_posix()


def is_published(settings: Mapping[str, object]) -> bool:
    """Return whether site.yaml puts the form on the published site."""
    group = settings.get("form")
    return isinstance(group, Mapping) and group.get("published") == "true"


def backend(repository: Repository | None) -> dict[str, object]:
    """Return Sveltia's setting (https://sveltiacms.app/en/docs/backends).

    Sveltia requires one even without a repository; the form then offers nothing but the folder, see form.css.
    """
    if repository is None:
        return {"name": GITLAB, "repo": "ordner/projektordner", "auth_methods": ["oauth"]}
    setting: dict[str, object] = {
        "name": repository.kind,
        "repo": repository.project,
        "commit_messages": dict(_MESSAGES),
    }
    if repository.branch:
        setting["branch"] = repository.branch
    if repository.kind == GITLAB:
        origin = _origin(repository.host)
        setting |= {"base_url": origin, "api_root": f"{origin}/api/v4"}
        setting |= {"auth_type": "pkce", "app_id": repository.app_id}
    elif repository.sign_in:
        setting["base_url"] = _origin(repository.sign_in)
    else:
        setting["auth_methods"] = ["token"]
    return setting


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"https://{parts.netloc}"


_FOLDER = """\
      <ol>
        <li>Drücken Sie „Formular öffnen“ und danach „Projektordner wählen“.</li>
        <li>
          Wählen Sie den Ordner des Projekts: den, in dem <code>{settings}</code> liegt. Ihr Browser
          merkt ihn sich; beim nächsten Mal bestätigen Sie nur noch, dass das Formular darin schreiben darf.
        </li>
        <li>
          Was Sie speichern, steht sofort als Datei neben <code>{settings}</code>, und die
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


def sign_in_instructions(repository: Repository | None, settings: str, *, on_this_machine: bool) -> str:
    """Return the German paragraphs on where the form saves and how to sign in, as HTML.

    *settings* is the path of the site's site.yaml in the folder to choose.
    """
    folder = _FOLDER.format(settings=escape(settings)) if on_this_machine else ""
    if repository is None:
        return folder
    name = "GitHub" if repository.kind == GITHUB else "GitLab"
    host = repository.hosts[0].removeprefix("https://")
    return folder + _REPOSITORY.format(name=name, project=escape(repository.project), host=escape(host))
