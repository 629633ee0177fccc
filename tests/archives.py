"""Pages and archives that tests make; every text and address in them is invented."""

import gzip
import random

SENTENCE = "افتتحت المكتبة العامة في مدينة المثال قاعة جديدة للأطفال تضم ألف كتاب مصور. "
MORE = "وقالت المشرفة على القاعة إن الزوار سيجدون ركنا للقصة وآخر للرسم كل أسبوع. "


def page(title="قاعة جديدة للأطفال", *, head="", number=0):
    """A small page of an outlet nobody knows."""
    body = f"<p>{SENTENCE * 2}</p><p>{MORE * 2} رقم {number}.</p><p>{SENTENCE}{MORE}</p>"
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">'
        f"<title>{title}</title>{head}</head><body><nav><a href='/'>الرئيسية</a></nav>"
        f"<article><h1>{title}</h1>{body}</article></body></html>"
    )


def text(number=0):
    """An extracted text of three paragraphs and the dirt behind them."""
    return (
        f"{SENTENCE * 2}\n{MORE} رقم {number}.\n{SENTENCE}\nاقرأ أيضاً:\nسباق الدراجات ينطلق غدا\n"
    )


def http(body, *, kind="text/html; charset=utf-8", status="200 OK", more=""):
    """An HTTP response."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def warc(kind, url, block, number=0):
    """A WARC record."""
    content = "application/warc-fields" if kind == "warcinfo" else "application/http; msgtype=x"
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>",
        "WARC-Date: 2024-03-05T10:00:00Z",
        *([f"WARC-Target-URI: {url}"] if url else []),
        f"Content-Type: {content.replace('msgtype=x', 'msgtype=response')}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(number, **options):
    """A WARC record of a page."""
    url = f"https://www.example.com/news/{number}"
    return warc("response", url, http(page(number=number).encode(), **options), number)


def members(records):
    """Records as a packed WARC file: each its own gzip member."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def noise(size, seed=7):
    """Bytes that no compressor makes smaller."""
    return random.Random(seed).randbytes(size)
