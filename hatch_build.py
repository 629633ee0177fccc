"""Build hook: the wheel is not built while a rating that users must bring would be in it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("cleaner", "plugins")
"""What a source archive has of the wheel; tests and documents beside it may name raters."""


class LicenceGate(BuildHookInterface):  # type: ignore[type-arg, misc]
    """Runs ``cleaner/profile/gate.py``, which needs nothing but the standard library."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raise if a file that would enter must not ship."""
        root = Path(self.root)
        file = root / "cleaner" / "profile" / "gate.py"
        spec = importlib.util.spec_from_file_location("licence_gate", file)
        assert spec is not None
        assert spec.loader is not None
        gate = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(gate)
        files = [Path(one.path) for one in self.build_config.builder.recurse_included_files()]
        if self.target_name != "wheel":
            folders = [root / name for name in SHIPPED]
            files = [one for one in files if any(map(one.is_relative_to, folders))]
        if found := gate.violations(*files):
            raise RuntimeError("the wheel must not be built:\n" + "\n".join(found))
