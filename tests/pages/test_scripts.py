"""The theme's scripts become shorter and do the same."""

import json
import subprocess
from pathlib import Path

import pytest

from plugins.site.assets.scripts import join_scripts, minify_script
from tools import node

# Everything known to break minifiers that work with regular expressions; ends by printing what it saw
TRAPS = r"""
// a comment with ' and ` and /
const seen = [];
const outer = `a  ${true ? `in //  ner ${1 + 2}` : {}}  b
    // no comment ${ "}" } \` \${`;
seen.push(outer);
class Trap {
  #value = 3; // private
  static #count = 0;
  get value() { return this.#value ?? "a // b"; }
  static { Trap.#count = 7; }
  static count() { return Trap.#count }
  expression = (text) => /x  y'[/"]/.test(text);
  *all() { yield /a  b/.source; yield* [ 1, 2 ] }
}
const trap = new Trap();
seen.push(trap.value, Trap.count(), trap.expression("x  y'/"), [...trap.all()]);
let a = 8, b = 2, g = 1;
seen.push(a / b / g, a++ / b, a - -1, a + ++b, /* why */ typeof /x/g)
seen.push(((a) / b).toFixed(2), [a][0] / 2)
function late() {
  return /["'`]  \/\//.source
}
seen.push(late(), 1 .toFixed(1), 'it\'s // here', "two \
lines");
let i = 1
i++
;[1, 2].forEach((n) => { i += n })
seen.push(i, i ? .5 : 1, "x" in { x : 1 });
console.log(JSON.stringify(seen));
"""


def _run(script: str, folder: Path) -> object:
    file = folder / "script.mjs"
    file.write_text(script, encoding="utf-8")
    run = subprocess.run([str(node.NODE), str(file)], capture_output=True, check=True, timeout=60)
    return json.loads(run.stdout)


def test_a_shorter_script_does_the_same(tmp_path: Path) -> None:
    """A script full of traps prints the same before and after."""
    short = minify_script(TRAPS)

    assert len(short) < len(TRAPS) * 0.9
    assert _run(short, tmp_path) == _run(TRAPS, tmp_path)


def test_scripts_are_joined_so_that_none_calls_the_next(tmp_path: Path) -> None:
    """A file that ends in a value and one that opens with a bracket stay two statements."""
    parts = ["const twice = (n) => n * 2 // no sign at the end", "(() => console.log(twice(2)))()"]

    assert _run(join_scripts(parts).decode(), tmp_path) == 4


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("// only a comment\n\n\n", ""),
        ("  let a = 1; // why\n  let b;\n", "let a=1;\nlet b;"),
        ("a /* one\n two */ b", "a\nb"),
        ("x = `  ${ y + { } }  `;", "x=`  ${ y +{}}  `;"),
        ("return  /a  b/ . test( x )", "return /a  b/ . test(x)"),
        ("a = b\r\n/c/g", "a=b\n/c/g"),
    ],
)
def test_line_breaks_stay_and_comments_go(written: str, kept: str) -> None:
    """No statement moves to another line: one without a semicolon stays ended."""
    assert minify_script(written) == kept


@pytest.mark.parametrize(
    "script", ["let a = 'open", "let a = `open", "if (x) /'/.test(y)", "a = /open", "/* open", "x\n  '"]
)
def test_what_is_unclear_is_refused_with_its_line(script: str) -> None:
    """Better no site than a script cut in two."""
    with pytest.raises(ValueError, match=r"line \d+"):
        minify_script(script)
