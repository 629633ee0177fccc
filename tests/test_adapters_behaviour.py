"""What adapters do with pages that are no article, and with what they know of outlets."""

import pytest
from archives import page, text


def test_scrapy_drops_what_is_no_article_and_says_why():
    pytest.importorskip("scrapy", reason="the extra scrapy is not installed")
    from scrapy.exceptions import DropItem
    from scrapy.utils.test import get_crawler

    from cleaner.adapters.scrapy import CleanPipeline

    pipeline = CleanPipeline.from_crawler(get_crawler())
    item = pipeline.process_item({"url": "https://www.example.com/a", "html": page()})
    assert item["article"]["domain"] == "example.com"
    with pytest.raises(DropItem, match="failed: NotAPage"):
        pipeline.process_item({"url": "https://www.example.com/a"})
    crawler = get_crawler(settings_dict={"CLEANER_DROP": False, "CLEANER_HTML_FIELD": "body"})
    kept = CleanPipeline.from_crawler(crawler).process_item({"body": " "})
    assert kept["article"]["status"] == "empty"


def test_langchain_leaves_out_what_is_no_article():
    pytest.importorskip("langchain_core", reason="the extra langchain is not installed")
    from langchain_core.documents import Document

    from cleaner.adapters.langchain import CleanTransformer

    source = {"source": "https://www.example.com/a", "mine": 1}
    pages = [Document(page(), metadata=source), Document(" ")]
    (article,) = CleanTransformer().transform_documents(pages)
    assert article.metadata["domain"] == "example.com"
    assert article.metadata["mine"] == 1
    assert "الرئيسية" not in article.page_content


def test_haystack_component_is_saved_with_its_settings():
    pytest.importorskip("haystack", reason="the extra haystack is not installed")
    from haystack.core.serialization import component_from_dict, component_to_dict
    from haystack.dataclasses import ByteStream

    from cleaner.adapters.haystack import CleanHTMLToDocument

    saved = component_to_dict(CleanHTMLToDocument(text=True), "clean")
    again = component_from_dict(CleanHTMLToDocument, saved, "clean")
    sources = [ByteStream(text().encode()), ByteStream(b" ")]
    (document,) = again.run(sources, meta={"kind": "news"})["documents"]
    assert document.meta["kind"] == "news"
    assert "سباق" not in document.content


@pytest.fixture
def articles():
    pytest.importorskip("datatrove", reason="the extra datatrove is not installed")
    from datatrove.data import Document

    from cleaner.adapters.datatrove import CleanStep

    addresses = ["https://www.youm7.com/story/2020/1/1/x/1", "https://www.example.com/a"]
    pages = [Document(page(), str(n), metadata={"url": url}) for n, url in enumerate(addresses)]
    step = CleanStep(timeout=120)
    found = list(step.run(iter([*pages, Document(" ", "blank")])))
    assert step.stats["dropped_empty"].total == 1
    return found


def test_datatrove_filters_by_outlet(articles):
    from cleaner.adapters.datatrove import OutletFilter

    assert [bool(OutletFilter(known=True).filter(one) is True) for one in articles] == [True, False]
    assert OutletFilter(countries={"EG"}).filter(articles[0]) is True
    assert OutletFilter(countries={"EG"}).filter(articles[1]) == (False, "country")
    assert OutletFilter(domains={"example.com"}).filter(articles[1]) is True
    assert OutletFilter(languages={"fa"}).filter(articles[1]) == (False, "language")
