"""Folders of input files as tests write them, and what becomes of each."""

from cleaner.io import ReadOptions, Refused

PAGE = b"<html><body><p>text</p></body></html>"
READ = ReadOptions()


def tree(root, files):
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def told(items):
    """(id, what becomes of it) for each input."""
    return [(one.id, one.status if isinstance(one, Refused) else "page") for one in items]


def payload(item):
    return item.payload(item.raw())
