"""Put the lessons into the wheel as a reader gets them: without outputs."""

import tempfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Called by hatchling when a wheel is built; see pyproject.toml."""

    def initialize(self, version, build_data):
        """Add the lessons, unless the install is editable: that reads notebooks/ itself."""
        if version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory()
        source = _lessons(Path(self.root))
        for name, notebook in source.lessons().items():
            path = Path(self.folder.name, name)
            path.write_bytes(source.dumped(notebook))
            build_data["force_include"][str(path)] = f"gradlab/lessons/{name}"

    def finalize(self, version, build_data, artifact_path):
        """Take the copies away."""
        if version != "editable":
            self.folder.cleanup()


def _lessons(root):
    """Return app/lessons.py without the package: numpy need not be there to build a wheel."""
    spec = spec_from_file_location("lessons", root / "gradlab" / "app" / "lessons.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
