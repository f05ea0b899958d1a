"""A site with every service and kind of the registry on one page, and stubs that ask whom each service may ask."""

from __future__ import annotations

import html
import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, urldefrag

from plugins.cli import commands
from plugins.embeds.services import Example, Service, load_all

CONTENT = Path(__file__).parents[1] / "site"
PAGE = "/alle-arten/"
BLANK = "/blank.html"
"""A page without a policy, which may hold ours in a frame."""
PAGE_OF_FORMS = "/alle-formen/"
_FRONT = "---\ntitle: Alle\nsummary: Alles.\n---\n"
_POSTER = 'embeds: [{{url: "{}", poster: {{src: /media/standbild.jpg, alt: Ein Bild, credit: Jemand}}}}]'
_CODE = '<iframe width="560" height="315" src="https://www.youtube.com/embed/aqz-KE-bpKQ"></iframe>'
FORMS = (
    *("https://youtu.be/aqz-KE-bpKQ", _CODE, f"<p>{_CODE}</p>", f"<div>{_CODE}</div>", f"<center>{_CODE}</center>"),
    *(f"<div><div>{_CODE}</div></div>", f"<figure>{_CODE}</figure>", f"<div>\n\n{_CODE}\n\n</div>"),
    *(f"<details open><summary>Davor</summary>\n{_CODE}\n</details>", f"- {_CODE}", f"> {_CODE}"),
    f"<table><tr><td>{_CODE}</td></tr></table>",
)
"""One film in every form in which an editor can paste it."""
_ECHO = "<script>onmessage = event => parent.postMessage(event.data, '*')</script>"


def kinds() -> Iterator[tuple[Service, Example]]:
    """Yield an example of each kind of each service that a text can show, optional ones too."""
    for service in load_all():
        for kind in service.kinds:
            example = next(example for example in service.examples if example.kind == kind)
            if not example.account_only:
                yield service, example


def build_every_kind(scratch: Path) -> Path:
    """Build the site with all services enabled in the folder *scratch*, and return it."""
    content, folder = scratch / "content", scratch / "site"
    shutil.copytree(CONTENT, content)
    settings = content / "site.yaml"
    names = ", ".join(service.id for service in load_all())
    settings.write_text(f"{settings.read_text('utf-8')}services: [{names}]\n", encoding="utf-8")
    codes = [_pasted(service, example) for service, example in kinds()]
    film = next(example.input for service, example in kinds() if service.kinds[example.kind].ratio)
    front = _FRONT.replace("\n---\n", f"\n{_POSTER.format(film)}\n---\n")
    (content / "pages/alle-arten.md").write_text(front + "\n\n".join(codes) + "\n", encoding="utf-8")
    forms = "\n\n".join(f"Davor\n\n{form}\n\nDanach" for form in FORMS)
    (content / "pages/alle-formen.md").write_text(f"{_FRONT}{forms}\n", encoding="utf-8")
    assert commands.build(content, folder, None, True, True) == 0
    (folder / BLANK[1:]).write_text("<!doctype html><title>Blank</title><body>", encoding="utf-8")
    return folder


def stub(url: str) -> str:
    """Return a frame for *url*; the first of each service asks every host it may ask, and says whose frame asks."""
    url = urldefrag(url).url
    hosts: Iterable[str] = next((hosts for src, hosts in asking().items() if url.startswith(src)), ())
    asks = "".join(f'<img src="https://{host}/x.gif?frame={quote(url, safe="")}" alt="">' for host in hosts)
    return f"<!doctype html><html lang=en><title>{html.escape(url)}</title>{asks}{_ECHO}"


def named_hosts(service: Service) -> set[str]:
    """Return the hosts that *service* may ask, one for each pattern."""
    return {host.replace("*.", "any.") for host in service.hosts}


@cache
def asking() -> dict[str, list[str]]:
    """Return the address of the first frame of each service, as far as it is fixed, and whom it may ask."""
    framed = {service: example for service, example in reversed(list(kinds())) if example.src}
    return {urldefrag(str(example.src)).url: sorted(named_hosts(service)) for service, example in framed.items()}


def _pasted(service: Service, example: Example) -> str:
    """Return what an editor pastes to show *example*: its address, or a code where only that counts."""
    if not example.code_only:
        return example.input
    if example.src:
        return f'<iframe src="{example.src}"></iframe>'
    code = next(code for code in service.codes if not code.kinds or example.kind in code.kinds)
    named = code.selector
    element, place = named.element or "div", code.address[0]
    marks = {"class": named.class_name, named.attribute or "data-x": named.value, place: example.input}
    written = " ".join(f'{name}="{value}"' for name, value in marks.items() if value)
    return f"<{element} {written}></{element}>"
