"""Marker words in good prose: nothing of it may go."""

import pytest
from grammar_texts import FESTIVAL, insert, kept

PROSE = [
    "وقال المصدر: لا جديد في مواعيد المهرجان حتى الآن.",
    "المصدر: مسؤول في البلدية طلب عدم ذكر اسمه لأنه غير مخول بالحديث إلى الصحافة في هذا الشأن.",
    "وناقش المجتمعون قضايا ذات صلة بالنشر وحقوق المؤلف.",
    "تابع الحضور عروض الأطفال باهتمام وشاركوا في المسابقات.",
    "تابعنا على مدى ثلاثة أيام سير العمل في أركان المعرض.",
    "اقرأ المزيد من الكتب، هذا ما يقوله شعار الدورة الحالية.",
    "ويشاهد أيضا الزائر لوحات رسمها الأطفال في الورش.",
    "شاهد أيضا الحضور عرضا قصيرا للدمى في ختام اليوم الأول.",
    "إعلان الفائزين سيكون في الحفل الختامي مساء الخميس.",
    "وأكد حقهم في جميع الحقوق والواجبات التي نص عليها النظام.",
    "نقلاً عن والده، روى الطفل قصة أول كتاب قرأه.",
    "شارك في الافتتاح عدد من الكتاب والرسامين.",
    "قد يهمك أن تعرف أن عدد الكتب المعروضة تجاوز عشرة آلاف.",
    "الأكثر قراءة بين الأطفال كانت قصص الحيوان، بحسب المنظمين.",
    "الكلمات المفتاحية في خطاب المدير كانت القراءة والأسرة والمدرسة.",
    "كتب الأطفال هي الأكثر مبيعا هذا العام، بحسب المنظمين.",
    "وللتواصل مع إدارة المهرجان خصصت البلدية رقما مجانيا.",
    "حمل التطبيق الجديد اسم مكتبتي، وهو متاح لطلاب المدارس.",
    "آخر الأخبار التي وصلت إلى المنظمين تفيد بزيادة عدد الزوار.",
]


@pytest.mark.parametrize("sentence", PROSE)
@pytest.mark.parametrize("after", [1, 4])
def test_prose_survives(sentence, after):
    text = insert(FESTIVAL, sentence, after)
    assert kept(text) == text


def test_prose_survives_in_a_text_without_lines():
    text = " ".join([FESTIVAL.replace("\n\n", " "), *PROSE])
    assert kept(text) == text


def test_sub_headings_verse_and_short_lines_stay():
    text = insert(FESTIVAL, "ركن الطفل\n***\nكتاب جميل\nوصديق نبيل", 2)
    assert kept(text).split() == text.split()


def test_sub_heading_behind_an_ad_is_no_second_article():
    text = insert(FESTIVAL, "إعلان\n\nمواعيد الحافلات", 2)
    assert kept(text) == insert(FESTIVAL, "مواعيد الحافلات", 2)


def test_first_line_headline_that_stands_once_stays():
    text = f"مهرجان القراءة يفتح أبوابه للأطفال\n\n{FESTIVAL}"
    assert kept(text) == text
