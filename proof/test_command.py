"""A machine without git and make: from the wheel to the first slider that moves."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import live_lab
import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parent.parent
ALL_SECONDS, OURS = 60, 6  # what may pass; without what pip needs
SLIDER, SENTENCE = ".gradlab-explorer [role=slider]", ".gradlab-sentence"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder of a bare environment with the wheel in it, and how long that took."""
    folder = tmp_path_factory.mktemp("bare")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    start = time.monotonic()
    pip = [folder / "venv" / "bin" / "pip", "install", "--quiet", *folder.glob("*.whl")]
    subprocess.run(pip, check=True)
    return folder / "venv" / "bin", time.monotonic() - start


def test_from_the_wheel_to_the_first_slider(installed, browser, tmp_path, record_property):
    programs, by_pip = installed
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex()
    places = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    options = ["--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"]
    options += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    lab = [programs / "gradlab", "lab", "my course", "--", *options]
    environment = {**os.environ, **places, "JUPYTER_TOKEN": token}
    page = browser()
    page.set_default_timeout(30_000)
    start = time.monotonic()
    with (
        (tmp_path / "log").open("w") as log,
        live_lab.running(lab, cwd=tmp_path, env=environment, stdout=log, stderr=log) as server,
    ):
        address = f"http://127.0.0.1:{port}"
        live_lab.wait_until_it_answers(server, f"{address}/api?token={token}", log.name)
        answers = time.monotonic() - start
        place = f"{address}/lab/tree/00_start_here.ipynb?token={token}&reset"
        live_lab.open_notebook(page, place)
        live_lab.run_all(page)
        slider, line = page.locator(SLIDER).first, page.locator(SENTENCE).first
        first = line.text_content()
        slider.focus()
        page.keyboard.press("ArrowRight")
        expect(line).not_to_have_text(first)
        moves = time.monotonic() - start
        page.locator(".gradlab-question input[type=radio]").first.click()
        card = page.locator(".jp-CodeCell", has_text="start_here.progress()")
        card.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        expect(card.get_by_role("row", name="00 Start here")).to_contain_text("1 of 1")
        card.get_by_role("link", name="01 Derivative").click()
        expect(page.get_by_role("heading", name="01 Derivative")).to_be_visible()
    times = {"for pip": by_pip, "until the server answers": answers, "until a slider moves": moves}
    for name, seconds in times.items():
        record_property(f"s {name}", round(seconds, 1))
    assert by_pip + moves <= ALL_SECONDS
    laid = subprocess.run([programs / "gradlab", "copy", tmp_path / "again"], capture_output=True)
    assert laid.returncode == 0


def test_what_is_ours_of_that_is_short(installed, tmp_path):
    programs, _ = installed
    start = time.monotonic()
    subprocess.run([programs / "gradlab", "copy", tmp_path / "course"], check=True)
    code = "from gradlab.explore import start_here; start_here.fit()._repr_mimebundle_()"
    subprocess.run([programs / "python", "-c", code], check=True)
    assert time.monotonic() - start <= OURS


def test_doctor_finds_nothing_at_fault(installed, tmp_path):
    programs, _ = installed
    done = subprocess.run([programs / "gradlab", "doctor"], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, done.stdout.decode()


def test_the_proof_of_the_checks_runs_on_the_installed_copy(installed, tmp_path):
    programs, _ = installed
    code = "import gradlab, pathlib; print(pathlib.Path(gradlab.__file__).parent.parent)"
    ask = subprocess.run([programs / "python", "-c", code], capture_output=True, text=True)
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", ROOT / "tests/check"]
    copy = tmp_path / "copy"  # alone, without the packages beside it
    shutil.copytree(Path(ask.stdout.strip(), "gradlab"), copy / "gradlab")
    own = {**os.environ, "PYTHONPATH": str(copy)}
    where = [sys.executable, "-c", "import gradlab; print(gradlab.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env=own, capture_output=True, text=True)
    assert Path(found.stdout.strip()).is_relative_to(copy)
    done = subprocess.run(run, cwd=tmp_path, env=own, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:]
