"""The form changes in a text what somebody changes there, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from tests.browser.texts import generate
from tests.browser.writing import Form, opened
from tests.editor_form.scripts import call
from tests.golden_cases import cases
from tools.environment import ROOT
from tools.form_in_browser import read_files
from tools.visiting import Visits

TINY_SITE = read_files(ROOT / "tests" / "site")
HEAD = "---\ntitle: {}\nsummary: Ein Satz.\ndate: 2016-10-26\n---\n"
CHANGED = "Hier ändert sich etwas."
GOLDEN = 24  # articles
NAMES = ("markup", "dialect", "typography", "easy-language", "directives")
PAUSE = 300  # milliseconds; Sveltia takes over a text a little after it was typed
_RETITLE = """
async ([names, patience]) => {
  const wait = async (look, most = patience) => {
    const end = performance.now() + most;
    while (performance.now() < end) {
      const found = await look();
      if (found) return found;
      await new Promise(ready => setTimeout(ready, 10));
    }
    return null;
  };
  let quiet = 0;
  document.addEventListener("Update", () => { quiet = performance.now(); }, true);
  const folder = await (await (await (await navigator.storage.getDirectory()).getDirectoryHandle("content"))
    .getDirectoryHandle("articles")).getDirectoryHandle("2016");
  const read = async name => {
    try {
      return await (await (await folder.getFileHandle(`${name}.md`)).getFile()).text();
    } catch {
      return ""; // it is being written
    }
  };
  const title = value => Array.from(document.querySelectorAll("input")).find(one => one.value === value);
  const button = () => Array.from(document.querySelectorAll("button"))
    .find(one => one.textContent.trim() === "Speichern" && !one.disabled);
  const type = async name => {
    quiet = 0;
    location.hash = `#/collections/articles/entries/2016/${name}`;
    await wait(() => title(name) && quiet && performance.now() - quiet > 150, patience / 10);
    const input = title(name);
    if (!input) return null;
    input.value = "Anders";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return wait(button, patience / 20);
  };
  const found = {};
  for (const name of names) {
    const before = await read(name);
    // A busy form hears nothing while it ends saving the text before, and takes for old what is typed while it draws.
    const save = await wait(async () => {
      const ready = await type(name);
      if (!ready) location.hash = "#/collections/articles";
      return ready;
    });
    if (!save) throw new Error(`${name} cannot be saved`);
    save.click();
    if (!await wait(async () => ![before, ""].includes(await read(name)))) throw new Error(`${name} is not saved`);
    found[name] = await read(name);
  }
  return found;
}
"""


def files_of(bodies: Mapping[str, str]) -> dict[str, bytes]:
    """Return a tiny site with these texts, each below its name as a title."""
    texts = {f"content/articles/2016/{name}.md": (HEAD.format(name) + body).encode() for name, body in bodies.items()}
    return {**TINY_SITE, **texts}


def retitle(form: Form, bodies: Mapping[str, str]) -> dict[str, str]:
    """Change the title of every article and save it; return the texts that are others then."""
    files = form.page.evaluate(_RETITLE, [list(bodies), 90_000])
    return {name: files[name] for name, body in bodies.items() if files[name] != HEAD.format("Anders") + body}


def golden_bodies() -> dict[str, str]:
    """Return every text of the golden files that can be saved, some to an article: what costs is to open one."""
    given = [case.given for name in NAMES for case in cases(f"{name}.md")]
    refused = call("directives.js", "incomplete", [[text] for text in given])
    given = [text for text, name in zip(given, refused, strict=True) if not name]
    bodies = ("\n\n".join(given[start::GOLDEN]) for start in range(GOLDEN))
    return {f"text-{number}": f"\n{text}\n" for number, text in enumerate(bodies)}


def generated_bodies(numbers: range) -> dict[str, str]:
    """Return texts that nobody has written, with the space around them that people leave."""
    edges = (("\n", ""), ("", ""), ("\n\n", "\n"), ("\n", ""))
    return {f"text-{number}": edges[number % 4][0] + generate(number) + edges[number % 4][1] for number in numbers}


@pytest.mark.slow
@pytest.mark.parametrize(
    "bodies",
    [golden_bodies(), generated_bodies(range(40))],
    ids=["golden", "generated"],
)
def test_who_changes_the_title_changes_no_text(form_visits: Visits, bodies: dict[str, str]) -> None:
    """To the byte: whatever stands below the front matter was opened, and is saved as it was."""
    form = opened(form_visits, files_of(bodies), stays_open=True)

    assert retitle(form, bodies) == {}
    assert form_visits.console == []


@pytest.mark.slow
def test_a_changed_paragraph_leaves_the_others_alone(form_visits: Visits) -> None:
    """Typed by hand in the middle of what the editor would write otherwise."""
    bodies = {
        name: f"\n{generate(number)}\n{CHANGED}\n\n{generate(number + 1000)}"
        for name, number in ((f"text-{number}", number) for number in range(8))
    }
    form = opened(form_visits, files_of(bodies), stays_open=True)

    different = {}
    for name, body in bodies.items():
        form.open("articles", f"2016/{name}")
        expect(form.field("Titel")).to_have_value(name)
        form.field("Text").get_by_text(CHANGED).click()
        form.page.keyboard.press("End")
        form.page.keyboard.type(" Neu: Lehrer*innen.")
        form.page.wait_for_timeout(PAUSE)
        form.save()
        file = form.files()[f"content/articles/2016/{name}.md"].decode()
        if file != HEAD.format(name) + body.replace(CHANGED, f"{CHANGED} Neu: Lehrer*innen."):
            different[name] = file

    assert different == {}


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->
<table class=MsoTableGrid border=1><tr><td width=302><p class=MsoNormal><b>Tag</b><o:p></o:p></p></td>
<td width=302><p class=MsoNormal>Ort<o:p></o:p></p></td></tr>
<tr><td width=302><p class=MsoNormal>5. Mai<o:p></o:p></p></td>
<td width=302><p class=MsoNormal>Duisburg<o:p></o:p></p></td></tr>
</table><!--EndFragment--></body></html>"""
TYPED = """
Alle Bürger*innen und Lehrer*innen: ~20 % mehr, 5 * 3 und Preis* gilt, #Hashtag.

#Breitband läuft

Haus der Jugend\\
Am Markt 1

12. Mai: Beginn

30. Mai: Ende

- Ausweis
- Anmeldung

**Fett** und **auch fett**, ~~weg~~ und C:\\Temp_neu.

| **Tag** | Ort |
| --- | --- |
| 5. Mai | Duisburg |
"""
_PASTE = """
(root, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  root.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}
"""


def type_text(form: Form) -> None:
    """Write as somebody would who has never heard of Markdown."""
    keyboard = form.page.keyboard
    form.field("Text").click()
    keyboard.type("Alle Bürger*innen und Lehrer*innen: ~20 % mehr, 5 * 3 und Preis* gilt, #Hashtag.")
    keyboard.press("Enter")
    keyboard.type("#Breitband läuft")
    keyboard.press("Enter")
    keyboard.type("Haus der Jugend")
    keyboard.press("Shift+Enter")
    keyboard.type("Am Markt 1")
    keyboard.press("Enter")
    keyboard.type("12. Mai: Beginn")
    keyboard.press("Enter")
    keyboard.type("30. Mai: Ende")
    keyboard.press("Enter")
    keyboard.type("- Ausweis")
    keyboard.press("Enter")
    keyboard.type("Anmeldung")
    keyboard.press("Enter")
    keyboard.press("Enter")
    keyboard.press("Control+b")
    keyboard.type("Fett")
    keyboard.press("Control+b")
    keyboard.type(" und **auch fett**, ~~weg~~ und C:\\Temp_neu.")
    keyboard.press("Enter")
    form.field("Text").evaluate(_PASTE, WORD)


def test_what_is_typed_is_what_the_site_shows(form_visits: Visits) -> None:
    """Stars, signs, breaks, a list, and a table out of Word."""
    form = opened(form_visits, files_of({"leer": ""}))

    form.open("articles", "2016/leer")
    type_text(form)
    form.page.wait_for_timeout(PAUSE)
    form.save()

    file = form.files()["content/articles/2016/leer.md"].decode()
    assert file == HEAD.format("leer") + TYPED


EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta content="Microsoft Excel 15">
<style><!--td {mso-number-format:General;}--></style></head><body link=blue>
<table border=0 cellpadding=0 cellspacing=0 width=192><!--StartFragment--><col width=64 span=3>
<tr height=20><td height=20 class=xl65>Ort</td><td class=xl65>2015</td><td class=xl65>Kosten</td></tr>
<tr height=20><td height=20>Duisburg</td><td align=right>1.200</td><td align=right>12,50 &euro;</td></tr>
<tr height=20><td height=20>Summe</td><td></td><td align=right>12,50 &euro;</td></tr><!--EndFragment-->
</table></body></html>"""


@pytest.mark.slow
def test_a_table_out_of_a_spreadsheet_arrives(form_visits: Visits) -> None:
    """Also with empty cells: what is saved is a table, and the site shows it as one."""
    form = opened(form_visits, files_of({"leer": ""}))

    form.open("articles", "2016/leer")
    form.field("Text").click()
    form.field("Text").evaluate(_PASTE, EXCEL)
    form.page.wait_for_timeout(PAUSE)
    form.save()

    file = form.files()["content/articles/2016/leer.md"].decode()
    assert file == HEAD.format("leer") + (
        "\n| Ort | 2015 | Kosten |\n| --- | --- | --- |\n| Duisburg | 1.200 | 12,50 € |\n| Summe |  | 12,50 € |\n"
    )
