"""A record of a data set, from JSON Lines, Parquet or an engine's table: what of it is the page."""

from __future__ import annotations

import base64
import difflib
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cleaner.errors import BadOption, NotAPage, PageError, TooLarge
from cleaner.io.inputs import Payload, ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterable

_MISSING: Any = object()


def payload_of(record: Mapping[str, Any], options: ReadOptions, name: str) -> Payload:
    """The record's HTML or text, its URL, id and title, and the fields nobody used.

    A field may lie deeper (``metadata.url``), and a URL is also looked for at ``metadata.url``,
    where dolma and datatrove keep it. Raises NotAPage where the record holds neither HTML nor text,
    TooLarge where it is longer than ``options.max_bytes``.
    """
    own_id = _field(record, options.id_field)
    if not isinstance(own_id, str | int | float):
        own_id = None
    try:
        field, source = _page(record, options, name)
    except PageError as error:
        error.record_id = own_id
        raise
    used = {field} if own_id is None else {field, options.id_field}
    url = _field(record, options.url_field)
    if isinstance(url, str):
        used.add(options.url_field)
    else:
        url = _field(record, "metadata.url")
    is_html = field == options.html_field and not options.text
    title = None if is_html else _field(record, options.title_field)
    if isinstance(title, str):
        used.add(options.title_field)
    return Payload(
        source=sound(source) if isinstance(source, str) else source,
        mode="html" if is_html else "text",
        url=url if isinstance(url, str) and url else None,
        title=sound(title) if isinstance(title, str) else None,
        id=own_id,
        extra={key: plain_value(value) for key, value in record.items() if key not in used},
    )


def _page(record: Mapping[str, Any], options: ReadOptions, name: str) -> tuple[str, str | bytes]:
    """The field that holds the page, and the page."""
    html_first = (options.html_field, options.text_field)
    for field in reversed(html_first) if options.text else html_first:
        if isinstance(source := _field(record, field), str | bytes):
            break
    else:
        raise NotAPage(
            f"the record has neither '{options.html_field}' nor '{options.text_field}'",
            file=name,
            remedy="name its field with --html-field or --text-field",
        )
    if len(source) > options.max_bytes:
        told = f"a record of more than {options.max_bytes:,} bytes"
        raise TooLarge(told, file=name, remedy="raise --max-mb")
    return field, source


def check_fields(names: Iterable[str], options: ReadOptions, file: str) -> None:
    """Raise BadOption where a table has no column that may hold pages, naming what it has."""
    columns = list(names)
    wanted = (options.html_field, options.text_field)
    if any(field.partition(".")[0] in columns or field in columns for field in wanted):
        return
    close = [match for field in wanted for match in difflib.get_close_matches(field, columns, 1)]
    hint = f"did you mean '{close[0]}'? " if close else ""
    raise BadOption(
        f"no column '{wanted[0]}' or '{wanted[1]}' among {', '.join(columns) or 'none'}",
        file=file,
        remedy=f"{hint}name it with --html-field or --text-field",
    )


def _field(record: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 -- of any type
    """A field by its name, or by its path where no field has that name."""
    if name in record:
        return record[name]
    value: Any = record
    for part in name.split("."):
        value = value.get(part, _MISSING) if isinstance(value, Mapping) else _MISSING
    return None if value is _MISSING else value


def sound(text: str) -> str:
    r"""``text`` with lone surrogates (``"\ud800"`` in JSON) made U+FFFD: no file can hold them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def plain_value(value: Any) -> Any:  # noqa: ANN401 -- whatever a column may hold
    """``value`` in types of JSON; equal values give equal results, wherever they were read."""
    if isinstance(value, Mapping):
        return {str(key): plain_value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if value is None or isinstance(value, str | int | float) else plain(value)


def plain(value: Any) -> str:  # noqa: ANN401 -- whatever JSON has no type for
    """What JSON has no type for, as text: bytes in base64, times in ISO 8601."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat is not None else str(value)
