"""What is compiled of a layout, made on its first page and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner.model.site import Layout

T = TypeVar("T")


class PerLayout(Generic[T]):
    """Calls ``compile_`` once a layout; a layout cannot be hashed, so its identity counts."""

    def __init__(self, compile_: Callable[[Layout], T]) -> None:
        self._compile = compile_
        self._made: dict[int, tuple[Layout, T]] = {}

    def __call__(self, layout: Layout) -> T:
        """The compiled form of ``layout``."""
        made = self._made.get(id(layout))
        if made is None:  # the layout is kept along, so that its id stays its own
            made = self._made[id(layout)] = (layout, self._compile(layout))
        return made[1]
