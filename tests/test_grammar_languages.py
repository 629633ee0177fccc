"""The shorter lists of other languages: one line of data, one example."""

import pytest
from grammar_texts import kept, labels

TEXTS = {
    "fa": "شهرداری دیروز جشنواره کتاب را با حضور کودکان و ناشران در پارک شهر افتتاح کرد.",
    "prs": "شاروالی دیروز جشنواره کتاب را با اشتراک کودکان و ناشران در پارک شهر افتتاح کرد.",
    "ur": "بلدیہ نے کل مرکزی پارک میں بچوں اور ناشروں کے ساتھ کتاب میلے کا افتتاح کیا۔",
    "tr": "Belediye dün merkez parkta çocukların katıldığı kitap şenliğini açtı.",
    "fr": "La commune a ouvert hier au parc central la fête du livre avec des enfants.",
    "en": "The town opened its book fair in the central park yesterday with children.",
}


def two_paragraphs(language):
    """The text, and the same again with a year."""
    text = TEXTS[language]
    return text, f"{text[:-1]} (2024){text[-1]}"


@pytest.mark.parametrize(
    ("language", "line", "label"),
    [
        ("fa", "بیشتر بخوانید: کتابخانه روستا هزار کتاب تازه گرفت", "related-inline"),
        ("fa", "مطالب مرتبط", "related-block"),
        ("fa", "برچسب\u200cها: کتاب، جشنواره", "tags"),
        ("fa", "کد خبر: 123456", "other"),
        ("fa", "تبلیغات", "ad"),
        ("fa", "انتهای پیام", "end-mark"),
        ("prs", "ما را در فیسبوک دنبال کنید", "follow"),
        ("prs", "شریک سازید", "share"),
        ("ur", "یہ بھی پڑھیں: گاؤں کی لائبریری میں ہزار نئی کتابیں", "related-inline"),
        ("ur", "متعلقہ خبریں", "related-block"),
        ("tr", "İlgili Haberler", "related-block"),
        ("tr", "Reklam", "ad"),
        ("tr", "Etiketler: kitap, çocuk", "tags"),
        ("tr", "Bizi Instagram'da takip edin", "follow"),
        ("fr", "À lire aussi : la bibliothèque du village reçoit mille livres", "related-inline"),
        ("fr", "Publicité", "ad"),
        ("fr", "Tous droits réservés", "copyright"),
        ("en", "Also read: village library receives a thousand books", "related-inline"),
        ("en", "Advertisement", "ad"),
    ],
)
def test_line_between_paragraphs(language, line, label):
    before, after = two_paragraphs(language)
    text = f"{before}\n\n{line}\n\n{after}"
    assert kept(text, language=language) == f"{before}\n\n{after}"
    assert {found for found, _ in labels(text, language=language)} == {label}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_text_without_furniture_stays(language):
    assert labels("\n\n".join(two_paragraphs(language)), language=language) == []
