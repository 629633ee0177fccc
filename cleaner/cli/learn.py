"""``cleaner learn``: plugins from many texts or pages of one or more outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from cleaner.cli.clean import processors
from cleaner.cli.common import plugin_folder_option
from cleaner.cli.show import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cleaner.workshop.learn import Learned
    from cleaner.workshop.learn_html import Lesson

FOUND_NOTHING = 1
_SHOWN: Final = 10


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@plugin_folder_option
@click.option("--text", is_flag=True, help="Inputs are extracted text, not HTML.")
@click.option("--html-field", default="html", show_default=True, help="Field of a record's HTML.")
@click.option("--text-field", default="text", show_default=True, help="Field of the text.")
@click.option("--url-field", default="url", show_default=True, help="Field of the URL.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that learn from pages, a site each. Default: one for each CPU.",
)
def learn(
    paths: Sequence[str],
    output: Path,
    text: bool,
    html_field: str,
    text_field: str,
    url_field: str,
    jobs: int | None,
) -> int:
    """Learn plugins from saved pages, or from extracted texts, of one or more outlets.

    PATH is what cleaner clean reads. From four articles of a site on: where the article stands,
    title, date, byline, what is taken out, lines that pages repeat, and how well that does on
    articles it was not learned from. From many texts: repeated heads, trailers and lines. Counts
    and examples stand in comments: look at them before use. Keep some pages apart, and
    cleaner check PLUGIN --pages APART tells how the plugin does on them.
    """
    from cleaner.io import ReadOptions
    from cleaner.io.sources import inputs
    from cleaner.workshop.learn import collect, learn_pages
    from cleaner.workshop.learn import learn as learn_texts

    options = ReadOptions(
        text=text, html_field=html_field, text_field=text_field, url_field=url_field
    )
    gathered = collect(inputs(paths, options))
    _tell_some("not read", gathered.unread)
    if gathered.shelf.full:
        say("not all pages were looked at: there were more than are kept in memory")
    texts = learn_texts(gathered, output)
    for result in texts:
        _tell_texts(result)
    lessons = learn_pages(gathered, output, jobs or processors())
    for lesson in lessons:
        _tell_pages(lesson)
    found = any(one.proposals for one in texts) or any(one.toml for one in lessons)
    return 0 if found else FOUND_NOTHING


def _tell_texts(result: Learned) -> None:
    told = str(result.written) if result.written else f"no file: {result.left}"
    click.echo(f"{result.outlet}: {result.texts} texts, {told}")
    for one in result.proposals:
        click.echo(f"  {one.count:6}  {one.share:4.0%}  {one.table}.{one.label}  {one.pattern}")
    if result.repeated:
        click.echo(f"  {result.repeated:6}  repeat their first line at the end (no rule needed)")


def _tell_pages(lesson: Lesson) -> None:
    told = str(lesson.written) if lesson.written else f"no file: {lesson.left}"
    click.echo(f"{lesson.site}: {lesson.pages} pages, {told}")
    _tell_some("left out", [f"{page}: {why}" for page, why in lesson.skipped])
    if lesson.draft is None or not lesson.toml:
        return
    proved = f"{lesson.proved_on} kept out" if lesson.proved_on else "each by the others"
    told = f"agreement {lesson.agreement:.3f} ({proved}), confidence {lesson.confidence}"
    click.echo(f"  learned from {lesson.articles} articles; {told}")
    if lesson.draft.family:
        click.echo(f"  family  {lesson.draft.family.selector}")
    for key, one in lesson.draft.article.items():
        click.echo(f"  {key}  {', '.join(one.all)}")
    for label, removals in lesson.draft.remove.items():
        for removal in removals:
            click.echo(f"  {removal.pages:6}  remove.{label}  {removal.selector}")
    for label, lines in lesson.draft.repeated.items():
        for line in lines:
            click.echo(f"  {line.pages:6}  lines.{label}  {line.pattern}")


def _tell_some(what: str, reasons: Sequence[str]) -> None:
    for reason in reasons[:_SHOWN]:
        say(f"{what}: {reason}")
    if len(reasons) > _SHOWN:
        say(f"{what}: {len(reasons) - _SHOWN} more")
