"""``cleaner explain``: the blocks of a page or text in order, and what removed them."""

import pytest
from cli_pages import PAGE, TEXT


def test_explain_shows_the_blocks_in_order_and_what_removed_them(run, pages):
    code, out, _ = run("explain", "in/a/one.html")
    assert code == 0
    head, blocks = out.split("\n\n")
    assert "plugin\tyoum7_com" in head
    lines = [line.split("\t") for line in blocks.splitlines()[1:]]
    assert [line[0] for line in lines] == ["+", "+", "-"]
    assert lines[2][1:3] == ["related-block", "اقرأ أيضا"]
    assert all(lines[2][3:])


def test_explain_shows_a_text_in_order(run, here):
    text = "الرياض - متابعات\n\n" + TEXT + "\nكلمات دلالية: قراءة، كتب\n"
    (here / "t.txt").write_text(text, encoding="utf-8")
    _, out, _ = run("explain", "t.txt")
    signs = [line.split("\t")[0] for line in out.split("\n\n")[1].splitlines()[1:]]
    assert signs == ["-", "+", "-"]


@pytest.mark.parametrize("name", ["nowhere.html", "in", "in/four.png"])
def test_explain_refuses_what_is_no_page(run, pages, name):
    assert run("explain", name)[0] == 2


def test_explain_takes_the_url_it_is_given(run, here):
    (here / "x.html").write_text(PAGE.replace("canonical", "x"), encoding="utf-8")
    _, out, _ = run("explain", "x.html", "--url", "https://www.youm7.com/story/1")
    assert "(given)" in out
    assert "plugin\tyoum7_com" in out
