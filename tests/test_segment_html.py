"""HTML to blocks: what parts a paragraph, what glues it, what each block knows of itself."""

import pytest

from cleaner.model.site import Layout, Rule
from cleaner.segment.html import DEEPEST, segment_html
from cleaner.segment.marks import Marks
from cleaner.segment.tree import parse


def blocks(source, root="body", **rules):
    tree = parse(source.encode())
    tables = {label: (Rule(selector, "x_com"),) for label, selector in rules.items()}
    keep = tables.pop("keep", ())
    layout = Layout(remove=tables, keep=keep)
    roots = tree.select(root)
    return segment_html(tree, roots, Marks(layout).bind(tree, roots), in_root=True)


def texts(source, **rules):
    return [block.text for block in blocks(source, **rules)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>أول</p><p>ثان</p>", ["أول", "ثان"]),
        ("<p>أول<p>ثان", ["أول", "ثان"]),
        ("أول<br>ثان<br/><br />ثالث", ["أول", "ثان", "ثالث"]),
        ("<div>قبل<p>داخل</p>بعد</div>", ["قبل", "داخل", "بعد"]),
        ("<p>كل<b>مة</b> و<a href=/x>رابط</a>.</p>", ["كلمة ورابط."]),
        ("<p>  سطر\n\t  مكسور &nbsp; هنا </p>", ["سطر مكسور هنا"]),
        ("<ul><li>بند<ul><li>بند داخلي</ul><li>آخر</ul>", ["بند", "بند داخلي", "آخر"]),
        ("<table><tr><td>خلية<td>أخرى</table>", ["خلية", "أخرى"]),
        ("<p>نص<script>var x</script> يتبع<style>p{}</style></p>", ["نص يتبع"]),
        ("<p>نص<!-- تعليق --> يتبع</p>", ["نص يتبع"]),
        ("<p>نص<iframe>بديل</iframe><noscript>بديل</noscript></p>", ["نص"]),
        ("<pre>سطر\nيتبع\n \nفقرة <b>ثان\n\nية</b></pre>", ["سطر يتبع", "فقرة ثان", "ية"]),
        ("<p>سطر\n\nيتبع</p>", ["سطر يتبع"]),
        ("<p></p><p> \n&nbsp;</p><br>", []),
        ("<p>\u200f</p><p>\u200e \u200f</p>", []),
        ("<p>&lt;b&gt; &amp;amp; &#1593;</p>", ["<b> &amp; ع"]),
    ],
)
def test_what_parts_a_paragraph(source, expected):
    assert texts(source) == expected


def test_a_block_knows_where_it_stands():
    source = """<div class="wrap story" id="main"><h2>عنوان فرعي</h2>
    <ul><li>بند <a href="/1">رابط</a></li></ul>
    <blockquote>اقتباس</blockquote><figure><figcaption>تعليق صورة</figcaption></figure></div>"""
    heading, item, quote, caption = blocks(source)
    assert (heading.kind, heading.level) == ("heading", 2)
    assert heading.path == "/html[1]/body[1]/div[1]/h2[1]"
    assert {"wrap", "story", "#main", "<h2>"} <= heading.tokens
    assert (item.kind, item.bullet, item.href) == ("item", True, "/1")
    assert (item.link_chars, item.text) == (4, "بند رابط")
    assert item.link_density == 0.5
    assert quote.kind == "quote"
    assert (caption.kind, "<figcaption>" in caption.tokens) == ("caption", True)
    assert all(block.in_root and block.start == -1 for block in (heading, item, quote, caption))


def test_paths_count_by_tag_and_name_the_element_that_breaks():
    first, second, third = blocks("<div><p>أ</p><div>ب</div><p>ج <span>د</span></p></div>")
    assert first.path.endswith("/div[1]/p[1]")
    assert second.path.endswith("/div[1]/div[1]")
    assert third.path.endswith("/div[1]/p[2]")


def test_a_link_around_a_card_is_the_link_of_each_of_its_blocks():
    headline, lead, after = blocks(
        '<div><a href="/1"><h3>عنوان</h3><p>مقدمة</p></a><p>لا رابط</p></div>'
    )
    assert (headline.href, lead.href, after.href) == ("/1", "/1", "")
    assert (headline.link_density, lead.link_density, after.link_density) == (1.0, 1.0, 0.0)


@pytest.mark.parametrize(
    "mark", ["hidden", "style='DISPLAY : none'", "style='color:red;display:none'"]
)
def test_hidden_elements_leave_a_token(mark):
    [block] = blocks(f"<div {mark}><p>مخفي</p></div>")
    assert "<hidden>" in block.tokens


def test_a_removed_element_inside_a_paragraph_does_not_part_it():
    before, removed, after = blocks('<p>قبل <span class="ad">إعلان</span> بعد</p>', ad=".ad")
    assert (removed.mark.label, removed.mark.rule.pattern) == ("ad", ".ad")
    assert (before.mark, after.mark) == (None, None)
    assert (before.glue, removed.glue, after.glue) == (None, " ", " ")


def test_words_that_a_removed_element_parts_stay_parted_only_by_white_space():
    _, _, after = blocks('<p>قبل<span class="ad">إعلان</span>بعد</p>', ad=".ad")
    assert after.glue == ""
    *_, after = blocks('<p>قبل<i class="ad">أ</i> <i class="ad">ب</i>بعد</p>', ad=".ad")
    assert [
        block.glue
        for block in blocks('<p>قبل<i class="ad">أ</i> <i class="ad">ب</i>بعد</p>', ad=".ad")
    ] == [None, "", " ", ""]


def test_keep_inside_remove_stays_and_remove_inside_keep_does_not_count():
    kept = '<div class="story"><p>تبقى <b class="box">أيضا</b></p></div>'
    found = blocks(f'<div class="box"><p>تزال</p>{kept}</div>', other=".box", keep=".story")
    assert [(block.text, block.mark.label) for block in found] == [
        ("تزال", "other"),
        ("تبقى أيضا", "main"),
    ]


def test_no_rule_takes_out_the_root_or_what_it_lies_in():
    source = '<div class="page"><div class="page story"><p>نص</p></div></div>'
    [block] = blocks(source, root=".story", other=".page")
    assert block.mark is None


def test_the_root_may_be_an_inline_element_or_the_page_itself():
    [block] = blocks("<p>قبل <span itemprop=articleBody>متن</span> بعد</p>", root="span")
    assert (block.text, block.path) == ("متن", "/html[1]/body[1]/p[1]/span[1]")
    assert [block.text for block in blocks("<p>نص</p>", root="html")] == ["نص"]


def test_several_roots_are_walked_one_after_the_other():
    source = '<div class="lead">مقدمة</div><p>غير ذلك</p><div class="text">متن</div>'
    first, second = blocks(source, root=".lead, .text")
    assert (first.text, second.text) == ("مقدمة", "متن")
    assert (first.path, second.path) == ("/html[1]/body[1]/div[1]", "/html[1]/body[1]/div[2]")


def test_what_grows_with_the_depth_is_bounded():
    deep = 3 * DEEPEST
    source = (
        "".join(f'<div class="c{at}">' for at in range(deep)) + '<p class="ad">نص <a href=/1>رابط'
    )
    [block] = blocks(source, ad=".ad")
    assert len(block.tokens) <= DEEPEST + 1
    assert block.path.count("/") <= DEEPEST + 1
    assert (block.text, block.href, block.mark.label) == ("نص رابط", "/1", "ad")
