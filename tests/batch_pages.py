"""Pages for whole runs, of random words and always the same, and what a run made of them."""

WORDS = "قال المدير إن القاعة الجديدة تتسع لمئة زائر وتفتح أبوابها صباح الأحد أمام الجميع".split()


def paragraph(rng, words):
    return " ".join(rng.choice(WORDS) for _ in range(words)) + "."


def page(rng, number):
    body = "".join(f"<p>{paragraph(rng, 40)}</p>" for _ in range(rng.randrange(3, 6)))
    host = rng.choice(["www.youm7.com", "www.example.org"])
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>خبر {number}'
        f'</title><link rel="canonical" href="https://{host}/story/2024/1/1/x/{number}"></head>'
        f'<body><nav><a href="/">الرئيسية</a></nav><h1>خبر {number}</h1>'
        f'<div id="articleBody">{body}'
        f'<a href="/2">اقرأ أيضا</a></div><footer>جميع الحقوق محفوظة</footer></body></html>'
    ).encode()


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.jsonl"
    }
