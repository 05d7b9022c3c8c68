"""Stories told in names and things that training never shows: the split by vocabulary.

A word problem is drawn as in training, and every name and every thing of its vocabulary is exchanged for one of the
lists below. A story in which a word of training's vocabulary is left is drawn anew.
"""

from __future__ import annotations

import random
import re

from tasks.generators import word_problems
from tasks.generators.word_problems import vocabulary as v
from tasks.multiply.names import BOYS, GIRLS
from tasks.multiply.words import Exchange
from tasks.task import Step, Task, Thought

HER = "Thandiwe Ottilie Saoirse Wilhelmina Nzinga Guinevere Marisol Xiomara Perpetua Clementine Anoushka Eudora".split()
HIS = "Anselm Thaddeus Oluwaseun Lysander Bartholomew Tariq Ignatius Cornelius Phineas Alasdair Evander Rashid".split()
SURNAMES = (
    "Abernathy Oyelaran Kowalczyk Featherstone Villanueva Drummond Lindqvist Papadakis Castellanos Whitlock".split()
)
THINGS = v.nouns(
    "bassoon, cymbal, dumpling, easel, fiddle, gasket, inkwell, jerrycan, kettle, lute, "
    "mandolin, nutcracker, oboe, pulley, quill, rucksack, sextant, thimble, ukulele, viola, wrench, xylophone, zither, "
    "lychee, guava, kumquat, croissant, empanada, turnover, protractor, stapler, monocle, telescope"
)
"""People and things that no list of training holds."""
_KNOWN_HER, _KNOWN_HIS = frozenset((*v.FEMALE, *GIRLS)), frozenset((*v.MALE, *BOYS))
_KNOWN_NAMES = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(_KNOWN_HER | _KNOWN_HIS | {*v.SURNAMES}, key=len, reverse=True)) + r")(?!\w)"
)
_KNOWN_THINGS = {pair for scene in v.SCENES for pair in scene.things} | {
    pair for sort, pairs in v.SORTS.items() if sort != "people" for pair in pairs
}
_PAIRS = {word: pair for pair in sorted(_KNOWN_THINGS) for word in pair}
_WORDS = sorted({word for pair in _KNOWN_THINGS for word in pair}, key=len, reverse=True)
_KIND = "|".join(sort for sort in v.SORTS if sort not in (*_WORDS, "people"))
_WHOLE = re.compile(rf"(?:(?<=many )|(?<=of )|(?<='s )|(?<=his )|(?<=her )|(?<=all )|(?<=the ))(?:{_KIND})(?![\w-])")
_KINDS = re.compile(rf"(?<![\w-])(?:{_KIND})(?![\w-])")
"""Words for things of a kind: said of other things they would be wrong, so that a whole becomes `things`."""
_SETTING = frozenset("bus car coat coupon glasses hat hen photo picture record shirt table".split())
"""Things that stand in phrases as well (`the bus to the park was late`), where nothing can take their place."""
_VERBS = re.compile(
    "".join(rf"(?<!\b{word} )" for word in ("a", "the", "each", "one", "per", "every", "another", *v.COLORS))
    + r"\b(can|watch)\b(?! of\b)",
    re.IGNORECASE,
)
"""Verbs that are spelled as things are: `can you tell`, `did she watch`."""
_ANY_THING = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, _WORDS)) + r")(?![\w-])", re.IGNORECASE)


def generate(rng: random.Random, *, level: int | None = None, unseen: bool = False) -> Task:
    """A word problem whose people and things are none of training's."""
    while True:
        task = word_problems.generate(rng, level=level, unseen=unseen)
        swap = _exchange(task.question, rng)
        question = _told(task.question, swap, _WHOLE)
        if swap.things and (_KINDS.search(question) or not _SETTING.isdisjoint(swap.things)):
            continue
        known = _KNOWN_NAMES.search(question) or _ANY_THING.search(_without_verbs(question))
        if question != task.question and not known:
            break
    steps: list[Step] = []
    if task.solution is not None:
        steps = [
            Thought(text=_told(s.text, swap, _KINDS)) if isinstance(s, Thought) else s for s in task.solution.steps
        ]
    solution = task.solution.model_copy(update={"steps": tuple(steps)}) if task.solution else None
    return task.model_copy(
        update={"id": f"{task.id}~words", "question": question, "solution": solution, "source": "word_problems_words"}
    )


def _exchange(question: str, rng: random.Random) -> Exchange:
    names: dict[str, str] = {}
    for name in sorted(set(_KNOWN_NAMES.findall(question))):
        pool = SURNAMES if name in v.SURNAMES else HER if name in _KNOWN_HER else HIS
        names[name] = rng.choice([other for other in pool if other not in names.values()])
    lower = _without_verbs(question).lower()
    present = sorted({_PAIRS[word] for word in _ANY_THING.findall(lower) if word in _PAIRS})  # not DVDs: drawn anew
    things: dict[str, str] = {}
    if len(present) <= len(THINGS):
        for (one, many), (other, others) in zip(present, rng.sample(THINGS, len(present)), strict=True):
            things |= {many: others, one: other}
    return Exchange({}, things) if not names else Exchange(names, things)


def _without_verbs(text: str) -> str:
    return _VERBS.sub(lambda verb: "_" + verb[1], text)


def _told(text: str, swap: Exchange, kinds: re.Pattern[str]) -> str:
    text = _KNOWN_NAMES.sub(lambda m: swap.names.get(m.group(), m.group()), text)
    if not swap.things:
        return text
    text = Exchange({}, swap.things).told(kinds.sub("things", _without_verbs(text)))
    return text.replace("_can", "can").replace("_Can", "Can").replace("_watch", "watch")
