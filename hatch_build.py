"""Ships the top-level data folders inside the wheel; an editable install reads them from the checkout."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("migrations", "schemas", "seeds")


class ShipBesideCode(BuildHookInterface):  # type: ignore[type-arg, misc]
    """Maps each shipped folder to a place beside the code."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders to a real wheel, never to an editable one, where a copy would go stale."""
        if version != "editable":
            build_data["force_include"].update({name: f"claimtrack/{name}" for name in SHIPPED})
