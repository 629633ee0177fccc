"""The page and the text that tests of the command line clean."""

PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<link rel="canonical" href="https://www.youm7.com/story/2024/1/1/x/1"></head><body>
<h1>قاعة جديدة في المدينة</h1><div id="articleBody">
<p>افتتحت المدينة صباح اليوم قاعة جديدة للقراءة تتسع لمئة زائر وتضم رفوفا للأطفال والكبار.</p>
<p>وقال القائمون على القاعة إن أبوابها تفتح كل يوم من الصباح حتى المساء أمام الجميع بلا مقابل.</p>
<p>اقرأ أيضا</p></div></body></html>"""
TEXT = "افتتحت المدينة صباح اليوم قاعة جديدة للقراءة تتسع لمئة زائر وتضم رفوفا للأطفال والكبار.\n"
