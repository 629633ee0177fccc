"""Authored pages of a made-up newspaper, as many as a test wants: the frame of one site."""

import random

PLACES = "القرية البلدة المدرسة المكتبة الحديقة السوق المرفأ الورشة البستان المتحف".split()
DEEDS = "افتتحت نظمت رممت زارت وسعت جهزت زينت أعلنت نظفت استقبلت".split()
THINGS = "معرضا سباقا ملعبا حفلا درسا قاعة ورشة حديقة".split()
APPEAL = (
    "يمكنكم دعم دفتر النهر بالاشتراك في نسخته الورقية التي تصل إلى البيوت كل صباح سبت من السنة."
)
"""A paragraph that every article carries in the middle, in an element like those of the text."""
WRITER = "كاتب تجريبي يكتب في دفتر النهر عن الأسواق والبساتين والمكتبات منذ سنوات طويلة جدا."
PAGE = """<html lang="ar"><head><title>{title} | دفتر النهر</title>
<meta property="og:url" content="https://www.{domain}/news/{number}">
<meta property="og:type" content="article"><meta name="description" content="{lead}">
</head><body><div class="menu"><a href="/a">سياسة</a><a href="/b">ثقافة</a></div>
<div class="css-1x2y3z"><h1>{title}</h1>
<h2 class="story-lead">{lead}</h2>
<div class="BodyBox-hAyPJq story-text" id="story-{number}">
<p>{p[0]}</p><p>{p[1]}</p>
<div class="more-box"><a href="/{number}1">{links[0]}</a><a href="/{number}2">{links[1]}</a></div>
<p>{appeal}</p>
<h2>{heading}</h2><p>{p[2]}</p><p>{p[3]}</p>
<p><a href="/{number}3"><strong>{links[2]}</strong></a></p>
<p>{p[4]}</p>
</div><div class="writer-box"><p>{writer}</p></div></div>
<footer>جميع الحقوق محفوظة لدفتر النهر</footer></body></html>"""


class Story:
    """One page, and the paragraphs that are its article."""

    def __init__(self, number, domain="river.example.com", **changes):
        self.number = number
        self._dice = random.Random(f"{domain} {number}")
        self.lead = self._sentence()
        self.paragraphs = [f"{self._sentence()} {self._sentence()}" for _ in range(5)]
        self.heading = f"{self._dice.choice(PLACES)} بعد {self._dice.choice(THINGS)} رقم {number}"
        said = {
            "title": f"{self._dice.choice(DEEDS)} {self._dice.choice(PLACES)} اليوم رقم {number}",
            "lead": self.lead,
            "heading": self.heading,
            "p": self.paragraphs,
            "links": [self._sentence().rstrip(".") for _ in range(3)],
            "appeal": APPEAL,
            "writer": WRITER,
            "number": number,
            "domain": domain,
        }
        self.html = PAGE.format(**{**said, **changes})

    @property
    def body(self):
        """The article, as it should come out."""
        p = self.paragraphs
        return "\n\n".join([self.lead, *p[:2], self.heading, *p[2:]])

    def _sentence(self):
        dice = self._dice
        return (
            f"{dice.choice(DEEDS)} {dice.choice(PLACES)} {dice.choice(THINGS)} جديدا رقم "
            f"{dice.randint(2, 99999)} بحضور الأهالي، في {dice.choice(PLACES)} القريبة."
        )


def save(folder, stories):
    """Write pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for story in stories:
        (folder / f"page-{story.number:02}.html").write_text(story.html, "utf-8")
    return folder
