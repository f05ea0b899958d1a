"""Our scripts of the form without a browser: their functions are called by Node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from plugins.editor_form.directives import components
from plugins.editor_form.page import HERE
from tools.node import NODE, make_variables

_CALL = """
import { text } from "node:stream/consumers";
const { folder, module, name, calls, kinds } = JSON.parse(await text(process.stdin));
(await import(`${folder}/directives.js`)).directives({ registerEditorComponent() {} }, kinds);
const called = (await import(`${folder}/${module}`))[name];
console.log(JSON.stringify(calls.map(one => called(...one) ?? null)));
"""


def call(module: str, name: str, calls: Sequence[Sequence[object]]) -> list[Any]:
    """Return what a function of one of our scripts returns for each of *calls*; it knows all directives."""
    asked = {"folder": HERE.as_uri(), "module": module, "name": name, "calls": calls, "kinds": components()}
    command = [str(NODE), "--input-type=module", "--eval", _CALL]
    answer = subprocess.run(
        command, input=json.dumps(asked), env=make_variables(), capture_output=True, check=True, encoding="utf-8"
    )
    return list(json.loads(answer.stdout))
