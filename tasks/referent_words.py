"""Words that end or are no name of a thing or a person, for tasks.referents. Tables, no logic."""

from __future__ import annotations

STOPS = frozenset(
    "a about above across after again ago all along also altogether always am an and another any apart apiece are "
    "around as asked at ate away back be because been before began behind being below beside between both bought "
    "bring brings brought but buy buys by came can come comes cost costs could cut cuts did do does down dozen drank "
    "drink drinks drove due during each eat eats else enough equal equally ever every extra fell fewer find finds "
    "flew for found from gave get gets give gives go goes going gone got grew had half has have he heavier her here "
    "higher him his hold holds how i if in inside into is it its keep kept large larger last later least leave leaves "
    "left less long longer lost low made make makes many may me more most much must my nearby new next no not now of "
    "off old older on once one only onto or other our out outside over own paid pay pays per play plus put puts read "
    "remain remained remains run said same sat saw say says see sell sells shared she short shorter should show shows "
    "since sit small smaller so sold some spent stand stands still such take takes tall taller than that the their "
    "them themselves then there these they this those through till times to today together tomorrow too took total "
    "toward towards twice under until up upon us used walk walks wants was we weeks went were what when where which "
    "while who whole whose wide will with within without worth would yesterday yet you younger your".split()
)
"""No part of the name of a thing."""
MEASURES = frozenset(
    "buck cent centimeter centimetre cm day degree dollar euro feet foot g gallon gram hour hundred inch inche kg "
    "kilogram kilometer kilometre km l lb liter litre m meter metre mile milliliter millilitre millimeter millimetre "
    "million minute ml mm month mph o'clock ounce oz pennie penny percent pint point pound quart second thousand time "
    "ton tonne week yard year".split()
)
"""Units say nothing of what is measured."""
PLURALS = frozenset("cattle children deer dice fish geese goldfish men mice people sheep teeth women".split())
"""Plurals without an s."""
NO_NAME = frozenset(
    "A An And April As At August Both But By December Dr Each Every Everyone Everything February For Friday From He "
    "Her His How I If In It Its January July June Later Many March May Monday More Mr Mrs Ms My Next Nobody None Not "
    "November Now October On One Our Out Over Saturday September She So Some Someone St Sunday That The Their Then "
    "There These They This Those Thursday To Today Tomorrow Tuesday Two We Wednesday What When Where Which While Who "
    "With Yesterday You".split()
)
"""Begin with a capital letter and name nobody."""
NO_NOUN = frozenset("amount answer count difference label list number price rest result sum table total way".split())
"""Nouns that any number may belong to."""
VERBS_TOO = frozenset("cut drink play run stand walk".split())
"""Of STOPS, what is the name of a thing behind an article: the play is, a walk takes."""
