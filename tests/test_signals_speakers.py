"""Named speakers: who is the subject of a verb of speech, and where the name ends."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.model.article import Article
from cleaner.profile.reading import Reading
from cleaner.profile.signals.speakers import read_speakers

OPENING = "افتتحت البلدية اليوم حديقة جديدة في وسط المدينة بحضور عدد كبير من السكان والزوار."


@pytest.fixture(scope="module")
def speakers(bundled):
    """The names counted in a text, in order."""

    def named(sentence):
        text = f"{OPENING}\n\n{sentence}\n\nوتتابع الجهات المعنية تنفيذ المشروع."
        reading = Reading(Article("ok", text=text), bundled.sources.media)
        (signal,) = read_speakers(reading)
        assert signal.value == len(signal.spans)
        assert all(text[span.start : span.end] == span.quote for span in signal.spans)
        return [span.quote for span in signal.spans]

    return named


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        # title, given name, office with its genitives and prepositions
        ("وقال الدكتور محمد السعيد إن العمل بدأ.", ["محمد السعيد"]),
        ("وقال د. محمد السعيد إن العمل بدأ.", ["محمد السعيد"]),
        ("وأوضح المهندس الطيب أن العمل بدأ.", ["الطيب"]),
        ("وأوضح مدير البلدية أحمد الطيب أن العمل بدأ. وأضاف الطيب أنه سينتهي غدا.", ["أحمد الطيب"]),
        ("وأكد المشرف على الحدائق في منطقة الوسط أحمد الطيب أن العمل بدأ.", ["أحمد الطيب"]),
        ("وقال المتحدث باسم البلدية أحمد الطيب إن العمل بدأ.", ["أحمد الطيب"]),
        ("وقال مدير جامعة الملك سعود الدكتور أحمد الطيب إن العمل بدأ.", ["أحمد الطيب"]),
        (
            "وقال محمد السعيد إن العمل بدأ. وأكدت سارة الحسن أنه انتهى.",
            ["محمد السعيد", "سارة الحسن"],
        ),
        # names nobody knows, told by where they stand
        ("وقال وزير الزراعة، توماس ميلر، إن العمل بدأ.", ["توماس ميلر"]),
        ("وقالت وزيرة الزراعة، بيرتا زاندر، إن العمل بدأ.", ["بيرتا زاندر"]),
        ("وقالت بيرتا زاندر، رئيسة الجمعية، إن العمل بدأ.", ["بيرتا زاندر"]),
        ("وقال مدير المعرض كورت زاندر إن العمل بدأ.", ["كورت زاندر"]),
        # when, to whom and where it is said
        ("وقال أمس لـ«الحديقة» المهندس محمد السعيد إن العمل بدأ.", ["محمد السعيد"]),
        ("وقال في تصريح صحفي محمد السعيد إن العمل بدأ.", ["محمد السعيد"]),
        # before the verb
        ("محمد السعيد، قال إن العمل بدأ.", ["محمد السعيد"]),
        ("المهندس محمد السعيد أكد أن العمل بدأ.", ["محمد السعيد"]),
        ("وكان مدير الحديقة محمد السعيد قد أعلن أن العمل بدأ.", ["محمد السعيد"]),
        # a surname, and its bearer named in full before
        ("واجتمع اللواء محمد السعيد بالعمال. وأوضح اللواء السعيد أن العمل بدأ.", ["محمد السعيد"]),
        # words of another meaning
        ("وبين المهندس محمد السعيد أن العمل بدأ.", ["محمد السعيد"]),
        ("وعبر محمد السعيد عن سعادته.", ["محمد السعيد"]),
        ("وأضاف محمد السعيد أن العمل بدأ.", ["محمد السعيد"]),
    ],
)
def test_the_subject_of_a_verb_of_speech(sentence, names, speakers):
    assert speakers(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        # a house is the subject, and tells of a person
        "وأعلن الاتحاد وفاة اللاعب السابق محمد السعيد.",
        "وأعلنت الإدارة القبض على محمد السعيد الطيب.",
        "وأعلنت البلدية استقالة مديرها محمد السعيد.",
        "وأعلن المجلس تعيين المهندس محمد السعيد مديرا.",
        "وأكد الاتحاد أن اللاعب محمد السعيد سيغيب.",
        "وذكر التقرير اسم المهندس محمد السعيد.",
        "وقالت جامعة الملك سعود إن العمل بدأ.",
        "وأكد مستشفى الأمير سلطان أن العمل بدأ.",
        "وقالت مؤسسة محمد السعيد إن العمل بدأ.",
        # a person is the subject, and tells of another
        "وأعلن رئيس الاتحاد وفاة اللاعب محمد السعيد.",
        "وأعلن رئيس الاتحاد التعاقد مع محمد السعيد.",
        "ورحب مدير الحديقة بالمهندس محمد السعيد.",
        "وتحدث مندوب باسم المدير محمد السعيد.",
        # he is the object
        "ودعا المجلس الشيخ محمد السعيد إلى الافتتاح.",
        "وطالب رئيس الحي المهندس محمد السعيد بمزيد من الأشجار.",
        "وشكر الحاضرون المهندس محمد السعيد.",
        "وقال لوزير الزراعة محمد السعيد إن العمل بدأ.",
        # the verb is of another gender
        "وقالت في حفل حضره المهندس محمد السعيد إن العمل بدأ.",
        # nobody is named
        "وقال المتحدث إن العمل بدأ.",
        "وأكد الفريق الطبي أن العمل بدأ.",
        "وأكدت البلدية على أهمية العمل.",
        "ويحضر محمد السعيد الافتتاح غدا.",
        # no speech
        "وتقع الحديقة بين محمد السعيد وأحمد الطيب.",
        "وأضاف محمد السعيد الهدف الثاني.",
        "وزار الوفد حديقة محمد السعيد، وقال إن العمل بدأ.",
    ],
)
def test_who_is_only_spoken_of_is_no_speaker(sentence, speakers):
    assert speakers(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("وقال محمد السعيد مديرا للحديقة الجديدة.", "محمد السعيد"),
        ("وقال محمد السعيد متحدثا إلى الزوار إن العمل بدأ.", "محمد السعيد"),
        ("وأكد محمد السعيد أهمية العمل.", "محمد السعيد"),
        ("وشدد محمد السعيد على أهمية العمل.", "محمد السعيد"),
        ("وأكد محمد السعيد التزام البلدية.", "محمد السعيد"),
        ("وقال محمد السعيد لصحيفة محلية إن العمل بدأ.", "محمد السعيد"),
        ("وأكد محمد علي السعيد أن العمل بدأ.", "محمد علي السعيد"),
        ("وأكد محمد بن أحمد آل سعيد، أن العمل بدأ.", "محمد بن أحمد آل سعيد"),
        ("وأوضح عبد الرحمن الطيب إمام المسجد أن العمل بدأ.", "عبد الرحمن الطيب"),
        ("وقال خالد الأمين، إن العمل بدأ.", "خالد الأمين"),
    ],
)
def test_a_name_ends_before_what_is_said_of_its_bearer(sentence, name, speakers):
    assert speakers(sentence) == [name]


def test_one_person_counts_once_however_named(speakers):
    assert speakers(
        "وقال محمد بن أحمد السعيد إن العمل بدأ. وأكد الدكتور محمد السعيد أنه سينتهي."
        " وأضاف السعيد أنه كبير."
    ) == ["محمد بن أحمد السعيد"]


PIECES = (
    "وقال قالت بين عبر وأضاف بحسب دعا الدكتور د. م/ المهندس محمد علي على بن آل عبد الله إن "
    "أن : ، . « » ( ) لـ "
    "لوزير باسم رئيس المتحدث في من السعيد زاندر ومقره كان قد تصريح"
).split()


@given(words=st.lists(st.sampled_from(PIECES), max_size=14))
@settings(max_examples=300, deadline=None)
def test_whatever_the_words_a_name_lies_in_them(words, bundled):
    text = " ".join(words)
    (signal,) = read_speakers(Reading(Article("ok", text=text), bundled.sources.media))
    assert all(span.quote and text[span.start : span.end] == span.quote for span in signal.spans)


SCRIPT = Path(__file__).resolve().parents[1] / "benchmarks/signals/score.py"


@pytest.mark.shared
@pytest.mark.parametrize("half", ["score", "unseen"])
def test_labelled_speakers(half, shared):
    spec = importlib.util.spec_from_file_location("score_speakers", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    found = script.speakers(half, shared / "data")
    assert found["right"] >= 0.9 * found["given"]
    assert found["right"] >= 0.6 * found["held"]
