"""Each of ten broken set-ups gets a line that names the fault and says what to do."""

import json
import os
import socket
import sys
from importlib import metadata

import pytest

from gradlab.app import doctor
from gradlab.app.command import main


def faults(folder):
    return [str(finding) for finding in doctor.examine(folder) if not finding.is_well]


def kernel(folder, argv):
    """Write a kernel of this command line that comes before the environment's own."""
    place = folder / "kernels" / "python3"
    place.mkdir(parents=True)
    spec = {"argv": argv, "display_name": "Python 3", "language": "python"}
    (place / "kernel.json").write_text(json.dumps(spec))


def test_in_the_courses_own_environment_all_is_well(tmp_path, capsys):
    assert main(["doctor", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 10
    assert all(line.startswith("ok ") for line in lines)


def test_an_old_python():
    assert not doctor._python((3, 9, 2)).is_well
    assert "install Python 3.11 or newer" in str(doctor._python((3, 9, 2)))


def test_a_package_that_is_not_there(monkeypatch):
    monkeypatch.setattr(metadata, "requires", lambda name: ["nowhere-at-all>=1", "numpy>=2.0"])
    assert [finding.is_well for finding in doctor._packages()] == [False, True]
    assert "nowhere-at-all is not installed: python -m pip" in str(next(doctor._packages()))


def test_a_package_that_is_too_old(monkeypatch):
    monkeypatch.setattr(metadata, "version", lambda name: "0.9.1")
    said = "\n".join(map(str, doctor._packages()))
    assert "anywidget 0.9.1 is not >=0.9.18: python -m pip install --upgrade gradlab" in said


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A folder in which Jupyter looks for kernels first."""
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    return tmp_path


def test_a_kernel_that_does_not_start(data):
    kernel(data, [str(data / "no-python"), "-f", "{connection_file}"])
    said = str(doctor._kernel())
    assert said.startswith("FAULT")
    assert "no-python" in said
    assert "pip install --force-reinstall ipykernel" in said


def test_a_kernel_that_dies(data, monkeypatch):
    monkeypatch.setattr(doctor, "KERNEL_SECONDS", 5)
    kernel(data, [sys.executable, "-c", "raise SystemExit(3)"])
    assert str(doctor._kernel()).startswith("FAULT")


def test_a_kernel_of_another_python(data):
    # A link elsewhere to this very Python, that finds the same packages.
    python = data / "bin" / "python"
    python.parent.mkdir()
    python.symlink_to(os.path.realpath(sys.executable))
    run = "import sys; sys.path[:0] = {}; from ipykernel.kernelapp import launch_new_instance as go"
    paths = [path for path in sys.path if path]
    kernel(data, [str(python), "-c", f"{run.format(paths)}; go()", "-f", "{connection_file}"])
    said = str(doctor._kernel())
    assert f"runs {python}" in said
    assert f"{sys.executable} -m ipykernel install --sys-prefix" in said


def test_a_front_end_without_the_widget(monkeypatch):
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda *parts: [])
    said = [str(doctor._widget(name)) for name in doctor.EXTENSIONS]
    assert "has no anywidget: python -m pip install --force-reinstall anywidget" in said[0]
    assert "--force-reinstall jupyterlab_widgets" in said[1]


def test_a_widget_that_is_switched_off(tmp_path, monkeypatch):
    page = tmp_path / "labconfig" / "page_config.json"
    page.parent.mkdir()
    page.write_text(json.dumps({"disabledExtensions": {"anywidget": True}}))
    monkeypatch.setattr("jupyter_core.paths.jupyter_config_path", lambda: [str(tmp_path)])
    assert f"anywidget is switched off in {page}" in str(doctor._widget("anywidget"))


@pytest.mark.parametrize("config", [None, "no JSON", "[]", '{"ServerApp": {}}'])
def test_a_server_that_does_not_load_the_extension(tmp_path, monkeypatch, config):
    monkeypatch.setattr("jupyter_core.paths.jupyter_config_path", lambda: [str(tmp_path)])
    if config is not None:
        (tmp_path / "jupyter_server_config.d").mkdir()
        (tmp_path / "jupyter_server_config.d" / "gradlab.json").write_text(config)
    assert "Jupyter does not load gradlab.app.prompt_server" in str(doctor._server())


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("mine")
    said = str(doctor._writable(tmp_path / "file" / "course"))
    assert "cannot be written (Not a directory): name another folder" in said


def test_no_free_port(monkeypatch):
    def none(address):
        raise OSError("Address already in use")

    monkeypatch.setattr(socket, "create_server", none)
    assert "no port of this machine is free (Address already in use)" in str(doctor._port())


def test_a_fault_is_the_exit_status_of_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(doctor, "_kernel", lambda: doctor.Finding(False, "no kernel: install one"))
    assert main(["doctor", str(tmp_path)]) == 1
    assert "FAULT  no kernel: install one" in capsys.readouterr().out
