"""What the generic path counts of all blocks at once, against counting one by one."""

import re

import hypothesis.strategies as st
import numpy as np
from hypothesis import example, given

from cleaner.label.generic.characters import KEY, LOOKED_AT, Texts, squeezed
from cleaner.label.generic.columns import Groups, shares, shifted, window
from cleaner.label.generic.places import ELEMENTS, Places, elements
from cleaner.label.generic.stems import Stems, stems_of

SIGNS = 'aB Éш ابج١۵7 ,،.؟!"”»… 新桥カ한|#_\u0307'
TEXTS = st.lists(
    (st.text(SIGNS, max_size=40) | st.text(max_size=20) | st.just("Word, word. " * 40))
    .map(lambda text: " ".join(text.split()))
    .filter(bool),
    min_size=1,
    max_size=6,
)


@given(TEXTS)
@example(["a" * (LOOKED_AT - 1) + ". b"])
def test_signs_are_counted_as_one_by_one(texts):
    found = Texts(texts).counted()
    for at, text in enumerate(texts):
        head, words = text[:LOOKED_AT], text.split()
        ends = [". ", "! ", "? ", "… ", '."', '!"', '?"', ".”", "!”", "?”", ".»", *"。！？؟۔।"]
        assert found.stops[at] == sum(map(head.count, ends))
        assert found.commas[at] == len(re.findall("[,;،؛、，；]", head))
        wide = len(re.findall("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]", text))
        assert found.sizes[at] == len(words) + wide / 1.6


@given(TEXTS)
def test_keys_are_the_letters_of_the_beginning(texts):
    keys = [re.sub(r"[\W_]+", "", text[:KEY]).lower() for text in texts]
    assert Texts(texts).keys() == keys == [squeezed(text[:KEY]) for text in texts]


@given(TEXTS, TEXTS)
@example(["Σίσυφος ΣΊΣΥΦΟΣ", "İstanbul'da"], ["σίσυφ istanbul"])
@example(["abcd新桥新", "新abcd"], ["新桥 abcd"])
def test_stems_are_found_where_they_stand(texts, told):
    wanted = set().union(*map(stems_of, [*texts[:1], *told]))
    found = Stems(texts).found(wanted)
    assert found.tolist() == [len(wanted & stems_of(text)) for text in texts]


STEPS = st.lists(st.sampled_from(["div[1]", "div[2]", "article[1]", "p[1]", "p[2]"]), max_size=4)
PATHS = st.lists(STEPS.map(lambda steps: "/html[1]" + "".join(f"/{s}" for s in steps)), min_size=1)


def above(path):
    """A path, and those of all containers around it, the innermost first."""
    return [path, *above(path.rpartition("/")[0])] if path else [""]


@given(PATHS, st.data())
def test_the_root_is_the_deepest_container_with_enough_of_the_weight(paths, data):
    weights = data.draw(st.lists(st.integers(0, 9), min_size=len(paths), max_size=len(paths)))
    places = Places(paths)
    root = places.root(np.array(weights, dtype=np.float32), 0.6)
    held = {}
    for path, weight in zip(paths, weights, strict=True):
        for container in above(path):
            held[container] = held.get(container, 0) + weight
    fit = [path for path, weight in held.items() if weight and weight >= 0.6 * sum(weights) - 1e-6]
    assert places.depth(root) == max((path.count("/") for path in fit), default=0)
    inside, apart = places.under(root)
    [whole] = {path for path in fit if path.count("/") == places.depth(root)} or {""}
    assert inside.tolist() == [whole in above(path) for path in paths]
    meet = [next(one for one in above(path) if one in above(whole)) for path in paths]
    assert apart.tolist() == [whole.count("/") - one.count("/") for one in meet]


@given(PATHS)
def test_containers_know_elements_articles_and_shapes(paths):
    places = Places(paths)
    mask = elements("article")
    assert (places.elements() & mask != 0).tolist() == ["/article" in path for path in paths]
    assert ((places.articles() > 0) == (places.elements() & mask != 0)).all()
    plain = [re.sub(r"\[\d+\]", "", path) for path in paths]
    shapes = places.shapes[places.at]
    for one in range(len(paths)):
        assert (shapes == shapes[one]).tolist() == [path == plain[one] for path in plain]
    assert set(ELEMENTS) > {"article", "p", "div"}


ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.floats(0, 9)), min_size=1)


@given(ROWS)
def test_groups_sum_up_all_ways_at_once(rows):
    ways = [np.array([row[at] for row in rows], dtype=np.int64) for at in (0, 1)]
    weights = [np.array([row[2] for row in rows], dtype=np.float32)]
    weights.append(np.ones_like(weights[0]))
    sums = Groups(ways).sums(*weights)
    for way, ids in enumerate(ways):
        for number, weight in enumerate(weights):
            assert sums[way, number].tolist() == shares(ids, weight).tolist()


def test_neighbours_and_windows():
    rows = np.array([[1, 2, 3, 4], [0, 0, 8, 0]], dtype=np.float32)
    assert shifted(rows, 1).tolist() == [[2, 3, 4, 0], [0, 8, 0, 0]]
    assert shifted(rows, -2).tolist() == [[0, 0, 1, 2], [0, 0, 0, 0]]
    assert window(rows, 1).tolist() == [
        [1.5, 2, 3, 3.5],
        [0, np.float32(8 / 3), np.float32(8 / 3), 4],
    ]
    assert window(rows[0], 9).tolist() == [2.5] * 4
