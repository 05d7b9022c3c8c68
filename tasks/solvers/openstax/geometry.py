"""Plans for geometry with fixed words: rectangles, triangles, trapezoids, circles, points in the plane."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.solvers.openstax.phrases import tidy
from tasks.solvers.plans import Plan

_N = r"(\d[\d,]*(?:\.\d+)?(?: \d+/\d+|/\d+)?)"
_U = r"(inches|inch|feet|foot|yards?|meters?|centimeters?|miles?|cm|ft|in|m|yd)?"
_C = r"(-?\d+(?:\.\d+)?(?:/\d+)?)"
_POINTS = re.compile(rf"\({_C}, ?{_C}\)(?: ?and |, ?| )\({_C}, ?{_C}\)")
_SHORT = {"inch": "in.", "foot": "ft", "yard": "yd", "meter": "m", "centimeter": "cm", "mile": "mi"}


def _quantity(name: str, text: str) -> tuple[str, str] | None:
    """A named measure and its unit: `the width is 45 feet`, `height 7 inches`, `perimeter of 80 inches`."""
    found = re.search(
        rf"\b{name} (?:of (?:an?|the|her|his|its)(?: (?!with|and|has|area|perimeter|height|width|length|base)[a-z]+){{1,3}}? )?(?:is |was |of |measures |= |has )?(?:about )?{_N} ?(?:square |sq\. )?{_U}\b",
        text,
    ) or re.search(rf"{_N}[ -](?:square )?{_U} {name}\b", text)
    if not found:
        return None
    number = re.sub(r"^(\d+) (\d+/\d+)$", r"(\1 + \2)", found[1].replace(",", ""))
    return number, found[2] or ""


def _with_unit(said: str, unit: str, square: bool = False) -> str:
    value = Fraction(said.strip())
    number = f"{int(value):,}" if value.denominator == 1 and value < 1000 else said.strip()
    if not unit:
        return number
    return f"{number} {'square ' if square else ''}{unit}"


def _plan(thought: str, call: str, unit: str, square: bool = False) -> Plan:
    return Plan(
        thought,
        call,
        "calculator",
        read=lambda said: _with_unit(said, unit, square) if re.fullmatch(r"[\d.]+", said.strip()) else None,
    )


def rectangle(question: str) -> Plan | None:
    """Perimeter, area or a side of a rectangle."""
    text = question
    if not re.search(r"rectang", text) or re.search(
        r"cost|more than|less than|longer|shorter|twice|times|expression|diagonal|\bx\b|units of|sides? .* cut|border",
        text,
    ):
        return None
    length, width = _quantity("length", text), _quantity("width", text) or _quantity("wide", text)
    perimeter, area = _quantity("perimeter", text), _quantity("area", text)
    known = [q for q in (length, width, perimeter, area) if q]
    if len(known) != 2:
        return None
    unit = known[0][1] or known[1][1]
    if length and width:
        asked = re.findall(r"perimeter|area", text)
        if set(asked) == {"perimeter"}:
            return _plan("Twice length and width.", f"2*({length[0]} + {width[0]})", unit)
        return _plan("Length times width.", f"{length[0]}*{width[0]}", unit, True) if set(asked) == {"area"} else None
    side = length or width
    if perimeter and side:
        return _plan("Half the perimeter, less the side.", f"{perimeter[0]}/2 - {side[0]}", unit)
    return _plan("The area over the side.", f"{area[0]}/{side[0]}", side[1]) if area and side else None


def sides(question: str) -> Plan | None:
    """Length and width from the perimeter and how they compare."""
    text = tidy(question)
    perimeter = re.search(rf"perimeter (?:of (?:the|a) \w+(?: \w+)? )?(?:is|of) {_N} ?{_U}", text)
    rule = re.search(
        rf"(length|width|height)(?: of (?:the|a) \w+(?: \w+)?)? is (?:{_N} ?{_U} (more|less) than )?(the|twice|{_N} times)(?: the)? (length|width|height)",
        text,
    )
    if (
        not perimeter
        or not rule
        or "rectang" not in text
        or rule[1] == rule[7]
        or re.search(r"three sides|system|sentence|not count|fence|pool", text)
    ):
        return None
    a, b = rule[1][0], rule[7][0]
    factor = {"the": "", "twice": "2*"}.get(rule[5], f"{rule[6]}*")
    more = f" {'+' if rule[4] == 'more' else '-'} {rule[2]}" if rule[2] else ""
    call = f"solve(2*{a} + 2*{b} = {perimeter[1].replace(',', '')}, {a} = {factor}{b}{more}, {a}, {b})"
    unit = perimeter[2] or ""

    def read(said: str) -> str | None:
        values = dict(part.split(" = ") for part in said.strip().split(", "))
        first = "l" if "l" in values else a
        order = (first, b if first == a else a)
        if any(not re.fullmatch(r"[\d./]+", v) for v in values.values()):
            return None
        shown = [str(float(Fraction(values[n]))).removesuffix(".0") for n in order]
        return ", ".join(f"{v} {unit}".strip() for v in shown)

    return Plan("Twice both is the perimeter.", call, "calculator", read=read)


def triangle(question: str) -> Plan | None:
    """Area, base, height or third side of a triangle; area of a trapezoid."""
    text = tidy(question)
    if found := re.search(rf"(?:bases|widths?) (?:are |of )?{_N} ?{_U} ?and {_N}", text):
        height = _quantity("height", text)
        if "trapezoid" in text and "area" in text and height and "cost" not in text:
            unit = height[1] or found[2] or ""
            return _plan("Half the height times both bases.", f"1/2*{height[0]}*({found[1]} + {found[3]})", unit, True)
        return None
    if "triang" not in text or re.search(
        r"cost|more than|less than|longer|twice|times|expression|right triangle|third side is|one side", text
    ):
        return None
    base, height, area, perimeter = (_quantity(name, text) for name in ("base", "height", "area", "perimeter"))
    if base and height and "area" in text:
        return _plan("Half of base times height.", f"1/2*{base[0]}*{height[0]}", base[1] or height[1], True)
    if area and (base or height):
        side = base or height
        assert side
        return _plan("Twice the area over the side.", f"2*{area[0]}/{side[0]}", side[1])
    if perimeter and "equilateral" in text:
        return _plan("Three equal sides.", f"{perimeter[0]}/3", perimeter[1])
    if perimeter and base and "isosceles" in text:
        return _plan("Two equal sides share the rest.", f"({perimeter[0]} - {base[0]})/2", perimeter[1] or base[1])
    two = re.search(rf"sides (?:of (?:the|a) triangle )?(?:are |of )?{_N} ?{_U} ?and {_N}", text) or re.search(
        rf"sides? (?:are )?{_N} ?{_U} and {_N}", text
    )
    if perimeter and two and "third side" in text:
        return _plan("The rest of the perimeter.", f"{perimeter[0]} - {two[1]} - {two[3]}", perimeter[1])
    return None


def distance(question: str) -> Plan | None:
    """Distance or midpoint of two points."""
    points = _POINTS.findall(question)
    if (
        len(points) != 1
        or not re.search(r"distance between|distance formula|Distance Formula|midpoint", question)
        or re.search(r"hundredth|thousandth|calculator|distance .* midpoint", question)
    ):
        return None
    a, b, c, d = (f"({v})" if v.startswith("-") else v for v in points[0])
    if "midpoint" in question:
        program = f"from fractions import Fraction as F\nprint((F({points[0][0]!r}) + F({points[0][2]!r})) / 2, (F({points[0][1]!r}) + F({points[0][3]!r})) / 2)"
        return Plan("The mean of each coordinate.", program, read=lambda said: "({}, {})".format(*said.split()))
    call = f"simplify(sqrt(({c} - {a})**2 + ({d} - {b})**2))"
    rounded = re.search(r"nearest tenth", question)

    def read(said: str) -> str | None:
        if "sqrt" not in said:
            return f"d = {said.strip()}" if rounded or "Formula" in question else said.strip()
        if not rounded:
            return said.strip()
        found = re.fullmatch(r"(?:(\d+)\*)?sqrt\((\d+)\)", said.strip())
        if not found:
            return None
        value = int(found[1] or 1) * int(found[2]) ** 0.5
        return f"d = {said.strip().replace('*', '')}, d ≈ {value:.1f}" if "exact" in question else None

    return Plan("The root of the squares.", call, "calculator", read=read)


def circle(question: str) -> Plan | None:
    """The standard form of a circle from its centre and radius or a point."""
    if "standard form" not in question or "circle" not in question:
        return None
    center = re.search(rf"[Cc]enter:? (?:is )?\({_C}, ?{_C}\)", question)
    radius = re.search(r"[Rr]adius:? (?:is |of )?(\d+(?:\.\d+)?|sqrt\(\d+\))", question)
    point = re.search(rf"point:? (?:on the circle )?(?:is )?\({_C}, ?{_C}\)", question)
    if not center or bool(radius) == bool(point):
        return None
    h, k = center[1], center[2]

    def part(x: str, at: str) -> str:
        if Fraction(at) == 0:
            return f"{x}^2"
        return f"({x} {'+' if at.startswith('-') else '-'} {at.lstrip('-')})^2"

    left = f"{part('x', h)} + {part('y', k)}"
    if radius:
        return Plan(
            "(x - h)^2 + (y - k)^2 = r^2.",
            f"simplify({radius[1]}**2)",
            "calculator",
            read=lambda said: f"{left} = {said.strip()}",
        )
    assert point
    call = f"(({point[1]}) - ({h}))**2 + (({point[2]}) - ({k}))**2"
    return Plan("The distance squared to the point.", call, "calculator", read=lambda said: f"{left} = {said.strip()}")


PLANS = (rectangle, sides, triangle, distance, circle)
