"""Build the lessons with Python in the browser: JupyterLite, with all that it needs inside.

Usage: python site/lab.py OUT

`make site-lab` makes the environment for it (site/lab/build.lock). What is downloaded stays in
build/lab; the rest needs no network. PYODIDE=FOLDER takes Pyodide from an unpacked distribution.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pyodide

ROOT = Path(__file__).parent.parent
OWN = Path(__file__).parent / "lab"
DOWNLOADS = ROOT / "build" / "lab"
EXTENSIONS = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
FROM_THE_ENVIRONMENT = [KERNEL, "@jupyter-widgets/jupyterlab-manager", "anywidget"]
OF_THE_KERNEL = ["ipykernel", "piplite", "pyodide_kernel"]
# Loaded while Pyodide starts: what the kernel asks for, and what every lesson imports.
PRELOADED = [
    "micropip",
    "piplite",
    "pyodide-kernel",
    "ipykernel",
    "comm",
    "ipython",
    "jedi",
    "gradlab",
]
# What JupyterLab would write into a lesson, and so save a copy of it, when it is only opened.
METADATA = {
    "kernelspec": {"display_name": "Python (Pyodide)", "language": "python", "name": "python"},
    "language_info": {
        "codemirror_mode": {"name": "python", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": "3.8",
    },
}
IN_THE_HEAD = {
    "<title>JupyterLite</title>": "<title>gradlab</title>",
    "WASM powered Jupyter running in the browser.": "The lessons of gradlab, with Python in the "
    "browser.",
    # Without it a browser asks for one at the top of the host.
    '<link rel="manifest"': '<link rel="icon" href="favicon.ico">\n    <link rel="manifest"',
}


def build(out):
    """Build the site into a folder, which is made anew."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        wheel = course(work / "wheel")
        editions = write_lessons(wheel, work / "files")
        collect_python(wheel, work / "static" / "pyodide")
        write_settings(work)
        run_jupyterlite(work, work / "site")
        finish(work / "site", editions)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(work / "site", out)


def course(folder):
    """Build the wheel of the course into a folder."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def write_lessons(wheel, folder):
    """Write the lessons of a wheel, which have no outputs, and a page; return their editions."""
    folder.mkdir()
    shutil.copy(OWN / "in_this_browser.md", folder)
    editions = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith(".ipynb"):
                lesson = stamped(json.loads(archive.read(name)))
                editions[Path(name).name] = lesson["metadata"]["gradlab"]["edition"]
                text = json.dumps(lesson, indent=1, ensure_ascii=False) + "\n"
                (folder / Path(name).name).write_text(text, encoding="utf-8")
    return editions


def stamped(lesson):
    """Return a lesson that names this kernel, and says which edition it is: a copy keeps that."""
    cells = [(cell["cell_type"], "".join(cell["source"])) for cell in lesson["cells"]]
    edition = hashlib.sha256(json.dumps(cells).encode()).hexdigest()[:12]
    return {**lesson, "metadata": {**METADATA, "gradlab": {"edition": edition}}}


def collect_python(wheel, folder):
    """Put Pyodide, the wheels and the lock that names them into a folder."""
    folder.mkdir(parents=True)
    own = os.environ.get("PYODIDE")
    source = Path(own) if own else pyodide.inside(*pyodide.download("pyodide", DOWNLOADS / "core"))
    pyodide.copy(source, folder)
    kernels = EXTENSIONS / KERNEL / "static" / "pypi"
    others = [path for name in OF_THE_KERNEL for path in kernels.glob(f"{name}-*.whl")]
    for path in [wheel, *others, *pyodide.download("wheels", DOWNLOADS / "wheels")]:
        shutil.copy(path, folder)
    text = pyodide.lock(folder.glob("*.whl"))
    (folder / "pyodide-lock.json").write_text(text, encoding="utf-8")


def write_settings(work):
    """Say to JupyterLite what it is to build, and how the page behaves."""
    lock = {"packages": PRELOADED, "lockFileURL": "./static/pyodide/pyodide-lock.json"}
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": lock}
    page = {"appName": "gradlab", "litePluginSettings": {f"{KERNEL}:kernel": kernel}}
    extensions = [EXTENSIONS / name for name in FROM_THE_ENVIRONMENT] + [OWN / "extension"]
    made = {
        "apps": ["lab"],
        "contents": ["files"],
        "federated_extensions": [str(path) for path in extensions],
        "ignore_sys_prefix": ["federated_extensions"],
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
    }
    shutil.copy(OWN / "overrides.json", work)
    files = {
        "jupyter-lite.json": {"jupyter-lite-schema-version": 0, "jupyter-config-data": page},
        "jupyter_lite_config.json": {"LiteBuildConfig": made},
    }
    for name, content in files.items():
        (work / name).write_text(json.dumps(content, indent=1), encoding="utf-8")


def run_jupyterlite(work, out):
    """Let JupyterLite build into a folder; what it says is shown if it fails."""
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--output-dir", out]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": moment()}
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"JupyterLite did not build:\n{done.stdout}{done.stderr}")


def moment():
    """Return the seconds that the files are dated with: those of the last commit, if there is one.

    So two builds are the same bytes. SOURCE_DATE_EPOCH goes before it.
    """
    git = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(git, cwd=ROOT, check=False, capture_output=True, text=True)
    return os.environ.get("SOURCE_DATE_EPOCH") or done.stdout.strip() or str(int(time.time()))


def finish(out, editions):
    """Put the course's own first page and service worker in place, and what is read by them."""
    for name in ("index.html", "service-worker.js"):
        shutil.copy(OWN / name, out)
    (out / "editions.json").write_text(json.dumps(editions, indent=1), encoding="utf-8")
    for path in out.glob("rspack.config*.js"):  # how JupyterLite itself was built
        path.unlink()
    page = out / "lab" / "index.html"
    text = page.read_text(encoding="utf-8")
    for old, new in IN_THE_HEAD.items():
        if old not in text:
            raise ValueError(f"JupyterLite's page has changed: {old} is not in it")
        text = text.replace(old, new)
    page.write_text(text, encoding="utf-8")
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    (out / "files.json").write_text(json.dumps(files, indent=0), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    build(Path(sys.argv[1]))
