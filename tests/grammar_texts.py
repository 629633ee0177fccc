"""Harmless made-up news texts for the grammar tests, and a view of its votes."""

from cleaner.label.grammar import label_blocks
from cleaner.segment.text import segment_text

FESTIVAL = """\
افتتحت بلدية المدينة أمس مهرجان القراءة السنوي بمشاركة أربعين دار نشر ومئات الأطفال من مدارس المنطقة.

وقال مدير المهرجان إن الدورة الحالية تضم معرضا للكتب المستعملة وركنا لتعليم الخط العربي للصغار.

وأضاف أن الدخول مجاني طوال أيام المهرجان، وأن حافلات تنقل الزوار من وسط المدينة كل نصف ساعة.

ويستمر مهرجان القراءة حتى نهاية الأسبوع، على أن توزع الجوائز على الفائزين في مسابقة القصة القصيرة."""

BRIDGE_TITLE = "افتتاح جسر المشاة الجديد فوق النهر بعد عامين من العمل"
BRIDGE = """\
أعلنت هيئة الطرق افتتاح جسر المشاة الجديد فوق النهر بعد عامين من العمل المتواصل في الموقع.

وأوضحت الهيئة أن الجسر يبلغ طوله مئتي متر، وأنه يربط الحديقة العامة بمحطة القطار على الضفة الأخرى.

وأشارت الهيئة إلى أن الجسر مزود بمصاعد لكبار السن، وبإضاءة تعمل بالطاقة الشمسية على امتداد النهر."""


def labels(text, **options):
    """``[(label, removed text)]`` in the order of the text."""
    blocks = segment_text(text)
    out = []
    for vote in label_blocks(blocks, **options):
        block = blocks[vote.block]
        out.append((vote.block, vote.start, vote.label, block.text[vote.start : vote.end]))
    return [(label, piece.strip()) for _, _, label, piece in sorted(out)]


def kept(text, **options):
    """The text without what the grammar votes for, blank lines collapsed."""
    blocks = segment_text(text)
    chars = [list(block.text) for block in blocks]
    for vote in label_blocks(blocks, **options):
        end = len(chars[vote.block]) if vote.end is None else vote.end
        chars[vote.block][vote.start : end] = [""] * (end - vote.start)
    lines = ("".join(line).strip() for line in chars)
    return "\n\n".join(line for line in lines if line)


def insert(text, piece, after):
    """``text`` with ``piece`` as a paragraph behind its paragraph number ``after``."""
    paragraphs = text.split("\n\n")
    return "\n\n".join([*paragraphs[:after], piece, *paragraphs[after:]])
