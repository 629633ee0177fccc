"""The hooks: what a plugin package may do beyond stating a site's rules.

A plugin implements any of these with ``@hookimpl`` and takes only the arguments it needs. The
package's own capabilities (site rules, structure, the Arabic grammar, trafilatura as a voter) are
registered through the same hooks. Installed packages are found by the entry-point group
``cleaner``; a hook name nobody knows is an error, not silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import click

    from cleaner.model.article import Article, Decision
    from cleaner.model.block import Block, Vote
    from cleaner.model.page import Page
    from cleaner.model.site import Site
    from cleaner.profile.build import Measure
    from cleaner.profile.raters import Rater
    from cleaner.profile.ratings import RaterForm

hookspec = pluggy.HookspecMarker("cleaner")
hookimpl = pluggy.HookimplMarker("cleaner")


@hookspec
def register_sites(register: Callable[[Site | Path], None]) -> None:
    """Add sites: call ``register`` with a :class:`Site`, a plugin file, or a folder of them.

    Called once, when the Cleaner is made. Example::

        @hookimpl
        def register_sites(register):
            register(Path(__file__).parent / "sites")
    """


@hookspec
def register_commands(cli: click.Group) -> None:
    """Add commands to the command line.

    Example::

        @hookimpl
        def register_commands(cli):
            cli.add_command(my_command)
    """


@hookspec
def register_signals(register: Callable[[Measure], None]) -> None:
    """Add signals: call ``register`` with a function that reads them from a cleaned article.

    Called once, when the Cleaner is made; the function, when a profile is first asked for. The
    page comes without its tree and source. What fails is told in ``profile.warnings``. Example::

        def exclamations(article, page):
            return [Signal("exclamations", article.text.count("!"), "sourcing")]

        @hookimpl
        def register_signals(register):
            register(exclamations)
    """


@hookspec
def register_raters(register: Callable[[Rater | RaterForm], None]) -> None:
    """Add outside judgements: call ``register`` with a rater, or with the form of a rater's file.

    A rater has a ``name`` and ``judge(domain)``, which returns judgements of a domain; a
    :class:`cleaner.profile.ratings.RaterForm` tells how a file that the user brings is read and
    how its scale falls into bands. Called once, before the user's files are read. Example::

        @hookimpl
        def register_raters(register):
            register(RaterForm(name="Stars", domain="site", value="stars", scale="1..5",
                               range=(1, 5), cuts=(2.5, 3.5)))
    """


@hookspec(firstresult=True)
def choose_site(page: Page) -> Site | None:
    """Say which site's rules hold for a page; the first answer counts.

    Called once a page, before the registry is asked by host name. Example::

        @hookimpl
        def choose_site(page):
            if page.url and "/mirror/example.com/" in page.url:
                return EXAMPLE
    """


@hookspec
def label_blocks(blocks: Sequence[Block], page: Page) -> list[Vote]:
    """Propose labels for single blocks, from what each is and where it stands.

    Example::

        @hookimpl
        def label_blocks(blocks, page):
            return [
                Vote(i, "ad", 50, "ticker", "my-plugin", "a stock ticker")
                for i, block in enumerate(blocks)
                if "ticker" in block.tokens
            ]
    """


@hookspec
def label_sequence(blocks: Sequence[Block], page: Page) -> list[Vote]:
    """Propose labels from the order of the blocks that ``label_blocks`` has left as main content.

    ``Vote.block`` counts within the sequence given here. Example::

        @hookimpl
        def label_sequence(blocks, page):
            last = len(blocks) - 1
            if blocks and blocks[last].text == "***":
                return [Vote(last, "end-mark", 50, "stars", "my-plugin", "a line of stars")]
            return []
    """


@hookspec
def edit_article(article: Article, page: Page) -> Article | None:
    """Return a changed copy of a finished article (``dataclasses.replace``), or None.

    Example::

        @hookimpl
        def edit_article(article, page):
            if article.title:
                return replace(article, title=article.title.removesuffix(" - فيديو"))
    """


@hookspec
def judge(article: Article, page: Page) -> Decision | None:
    """Say what to do with an article: keep, drop or flag, with a reason; the strictest counts.

    Example::

        @hookimpl
        def judge(article, page):
            if len(article.text) < 200:
                return Decision("drop", ("shorter than 200 characters",))
    """
