"""The recipes of docs/class.md, as far as they can be tried on one machine without a hub."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import venv
from pathlib import Path

import live_lab
import nbformat
import pytest
from playwright.sync_api import expect

from gradlab.app import course

ROOT = Path(__file__).parent.parent
OFFLINE = ROOT / "tests/offline"
RECIPES = ("voila==0.5.13", "nbgitpuller==1.3.0", "jupyter-repo2docker==2026.4.0")
PATIENCE = 60_000  # ms
EXPLORER = ".gradlab-explorer:not(.gradlab-question *)"  # to draw a prediction takes one too
SILENCE = 5  # seconds in which a kernel would have run a line


def run(*words, **options):
    done = subprocess.run(words, capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """The programs of an environment with the course and what the recipes need."""
    folder = tmp_path_factory.mktemp("recipes")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv/bin/python"
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run(*pip, *folder.glob("*.whl"), *RECIPES)
    return python.parent


def test_the_lessons_laid_for_every_new_user_of_a_hub_are_theirs(programs, tmp_path):
    skeleton, home = tmp_path / "skel", tmp_path / "home"
    run(programs / "gradlab", "copy", "--progress", skeleton / "gradlab-course")
    shutil.copytree(skeleton, home)  # as `useradd` does
    code = (
        "from gradlab import softmax; from gradlab.check import simple_net as check;"
        "check.softmax(softmax)"
    )
    run(programs / "python", "-c", code, cwd=home / "gradlab-course")
    kept = json.loads((home / "gradlab-course/progress.json").read_text())
    assert kept["exercises"] == {"simple_net.softmax": "correct"}
    said = run(programs / "gradlab", "copy", home / "gradlab-course")
    assert said.count(": as it was.") == len(list(home.rglob("gradlab-course/*.ipynb")))


@pytest.fixture
def repository(tmp_path):
    """A repository with the lessons, and a function that changes a lesson there."""
    folder = tmp_path / "repository"
    list(course.lay(folder / "lessons"))
    shutil.rmtree(folder / "lessons" / course.LAID)
    git = ["git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@b.example"]
    run("git", "init", "--quiet", "--initial-branch", "main", folder)

    def commit():
        run(*git, "add", "--all")
        run(*git, "commit", "--quiet", "--message", "New")

    commit()
    return folder, commit


def test_a_link_of_nbgitpuller_brings_lessons_and_keeps_what_the_reader_wrote(
    programs, repository, tmp_path
):
    folder, commit = repository
    pull = [programs / "gitpuller", f"file://{folder}", "main", tmp_path / "pulled"]
    run(*pull, cwd=tmp_path)
    mine = tmp_path / "pulled/lessons/03_gradient_field.ipynb"
    mine.write_text(mine.read_text().replace("return ...", "return 1", 1))
    other = folder / "lessons/01_derivative.ipynb"
    other.write_text(other.read_text().replace("# 01 Derivative", "# 01 New"))
    commit()
    run(*pull, cwd=tmp_path)
    assert "return 1" in mine.read_text()
    assert "# 01 New" in (mine.parent / other.name).read_text()


def test_binder_would_build_the_environment_with_the_python_that_it_names(programs):
    named = re.search(r"python=([\d.]+)", (ROOT / "environment.yml").read_text())[1]
    said = run(programs / "jupyter-repo2docker", "--no-build", "--debug", ROOT)
    assert f"Building conda environment for python={named}" in said
    assert '--file "environment.yml"' in said


@pytest.fixture(scope="module")
def voila(programs, tmp_path_factory):
    """The address of a Voilà that shows the lessons, and its folder; it has no network."""
    folder = tmp_path_factory.mktemp("voila")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    shutil.copy(ROOT / "voila.json", folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [programs / "voila", "notebooks/", "--no-browser", f"--port={port}"]
    own = {**os.environ, "PYTHONPATH": str(OFFLINE)}
    with (
        (folder / "log").open("w") as log,
        live_lab.running(command, cwd=folder, env=own, stdout=log, stderr=log) as server,
    ):
        address = f"http://127.0.0.1:{port}/"
        live_lab.wait_until_it_answers(server, address, log.name)
        yield f"{address}voila/render/", folder


@pytest.fixture
def page(browser):
    page = browser()
    page.set_default_timeout(PATIENCE)
    yield page
    page.close()


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem)
def test_voila_shows_every_lesson_with_its_explorers_and_without_code(voila, page, path):
    cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    explorers = sum("image/png" in o.get("data", {}) for c in cells for o in c.outputs)
    exercises = sum("check." in c.source and "import" not in c.source for c in cells)
    page.goto(voila[0] + path.name)
    page.locator("h1").first.wait_for()
    expect(page.locator(EXPLORER)).to_have_count(explorers, timeout=PATIENCE)
    said = page.get_by_text("This page shows no code. Open the lesson in JupyterLab")
    expect(said).to_have_count(exercises)
    assert page.locator(".jp-InputArea-editor").count() == 0
    if explorers:
        explorer = page.locator(EXPLORER).first
        line, slider = explorer.locator(".gradlab-sentence"), explorer.locator("[role=slider]")
        before = line.text_content()
        slider.first.focus()
        now, most = (
            float(slider.first.get_attribute(f"aria-value{name}")) for name in ("now", "max")
        )
        page.keyboard.press("ArrowLeft" if now == most else "ArrowRight")
        expect(line).not_to_have_text(before)


# Ask a kernel through its own address, as a page could: once for what it is, once to run a line.
ASK = """([address, kind, content]) => new Promise(done => {
    const socket = new WebSocket(address), header = {msg_id: 'mine', msg_type: kind,
        username: '', session: 'mine', version: '5.3', date: new Date().toISOString()};
    socket.onopen = () => socket.send(JSON.stringify({header, parent_header: {}, metadata: {},
        content, channel: 'shell', buffers: []}));
    socket.onmessage = event => typeof event.data === 'string' &&
        JSON.parse(event.data).parent_header.msg_id === 'mine' && done(true);
    setTimeout(() => done(false), SILENCE);
})""".replace("SILENCE", str(1000 * SILENCE))


def test_voila_runs_no_code_that_a_visitor_sends(voila, page):
    address, folder = voila
    sockets = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.goto(address + "00_start_here.ipynb")
    page.locator(".gradlab-explorer").first.wait_for()
    (channel,) = {url.partition("?")[0] for url in sockets if "/channels" in url}
    assert page.evaluate(ASK, [channel, "kernel_info_request", {}])
    target = folder / "written by a visitor"
    line = {"code": f"open({str(target)!r}, 'w')", "silent": False, "allow_stdin": False}
    assert not page.evaluate(ASK, [channel, "execute_request", line])
    assert not target.exists()


def test_a_bundle_installs_the_course_without_a_network(tmp_path):
    if not shutil.which("make"):
        pytest.skip("make is not installed: no bundle was made")
    bundle = tmp_path / "bundle"
    start = time.monotonic()
    run("make", "bundle", f"BUNDLE={bundle}", f"BIN={Path(sys.executable).parent}", cwd=ROOT)
    assert time.monotonic() - start < 300
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv/bin/python"
    own = {**os.environ, "PYTHONPATH": str(OFFLINE)}
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run(*pip, "--no-index", "--find-links", bundle, "gradlab", env=own)
    run(python, "-m", "gradlab", "copy", tmp_path / "course", env=own)
    assert "FAULT" not in run(python, "-m", "gradlab", "doctor", tmp_path / "course", env=own)
    report = [python, "-m", "gradlab", "report", tmp_path / "course/01_derivative.ipynb"]
    marks = subprocess.run([*report, "--format", "csv"], env=own, capture_output=True, text=True)
    assert marks.returncode == 1
    assert marks.stdout.count(",exercise,") == marks.stdout.count(",to do,") == 3
