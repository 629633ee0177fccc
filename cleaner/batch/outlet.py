"""The outlet an input is from, as far as it tells without being cleaned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.segment.address import split_host

if TYPE_CHECKING:
    from cleaner.io.inputs import Input, Payload

_FIELDS: Final = ("outlet", "domain", "source", "publisher")
"""Fields of a record that may name its outlet."""


def outlet_of(item: Input, payload: Payload) -> str:
    """Domain or host of the input's URL, else the outlet its record names, else its folder."""
    url = payload.url or item.url
    if url and (host := split_host(url))[0]:
        return host[1] or host[0]
    named = next((payload.extra[name] for name in _FIELDS if payload.extra.get(name)), None)
    return str(named or item.id.rpartition("/")[0] or "texts")
