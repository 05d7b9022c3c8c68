"""Plans for straight lines: equations, slopes, intercepts, parallel and perpendicular ones."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.solvers.openstax.notation import equation, translate
from tasks.solvers.plans import Plan

_NUMBER = r"-?\d+(?:\.\d+)?(?:/\d+)?"
_POINT = re.compile(rf"\(({_NUMBER}), ?({_NUMBER})\)")
_WANTED = re.compile(
    r"(?:[Ff]ind|[Ww]rite) (?:an|the) equai?t?ion (?:of|for) (?:a|the|each) (?:horizontal |vertical )?(?:line|linear)|[Ww]rite an equation for the line|^slope |^(?:parallel|perpendicular) to"
)
_SLOPE = re.compile(rf"(?:slope|slope m =|slope of|m =) ?({_NUMBER})(?![\d/])")
_LINE = re.compile(r"(?<![a-z])((?:[a-z]\([a-z]\)|[-\dxy])[-+\d/. xy]*= ?[-+\d/. xy]+)")
_TERM = re.compile(r" ?([+-]?) ?(?:(\d+(?:\.\d+)?(?:/\d+)?)\*?)?([xy]|\(1/\d+\)\*[xy])?(?:/(\d+))? ?")


def coefficients(line: str) -> tuple[Fraction, Fraction, Fraction] | None:
    """a, b, c of a*x + b*y + c = 0; None where the equation is not written term by term."""
    sides = [translate(re.sub(r"^[a-zA-Z]\([a-z]\)", "y", side.strip())) for side in line.split("=")]
    if len(sides) != 2 or None in sides:
        return None
    found = {"x": Fraction(0), "y": Fraction(0), "": Fraction(0)}
    for side, sign in zip(sides, (1, -1), strict=True):
        at, text = 0, str(side)
        while at < len(text):
            term = _TERM.match(text, at)
            if not term or term.end() == at or not (term[2] or term[3]):
                return None
            size = Fraction(term[2] or 1) / int(term[4] or 1)
            found[term[3] or ""] += sign * (-size if term[1] == "-" else size)
            at = term.end()
    return found["x"], found["y"], found[""]


def _through(slope: Fraction | str, x: str, y: str, thought: str) -> Plan:
    """The line with a slope through a point."""
    call = f"solve(y - {_signed(y)} = {_signed(str(slope))}*(x - {_signed(x)}), y)"
    return Plan(thought, call, "calculator", read=lambda said: f"y = {said.strip()}")


def _signed(value: str) -> str:
    return f"({value})" if value.startswith("-") or "/" in value else value


def _vertical(x: str) -> Plan:
    return Plan(f"A vertical line: x is always {x}.", answer=f"x = {x}")


def _horizontal(y: str) -> Plan:
    return Plan(f"A horizontal line: y is always {y}.", answer=f"y = {y}")


def line(question: str) -> Plan | None:
    """The equation of a line from a slope and a point, two points, or another line and a point."""
    question = re.sub(r"(?<=[a-z)])\(", " (", question.replace("thepoint", "the point"))
    points = _POINT.findall(question)
    if not _WANTED.search(question) or not 1 <= len(points) <= 2 or re.search(r"tangent|circle|parabola|mpg", question):
        return None
    text = re.sub(r"slope-intercept|slope and (?:y-intercept|containing)", "", question)
    if len(points) == 2:
        (a, b), (c, d) = points
        if re.search(r"parallel|perpendicular", text):
            return None
        if Fraction(a) == Fraction(c):
            return _vertical(a)
        if Fraction(b) == Fraction(d):
            return _horizontal(b)
        slope = f"({d} - {_signed(b)})/({c} - {_signed(a)})"
        call = f"solve(y - {_signed(b)} = {slope}*(x - {_signed(a)}), y)"
        return Plan("The slope is rise over run.", call, "calculator", read=lambda said: f"y = {said.strip()}")
    x, y = points[0]
    if other := re.search(r"[Pp]arallel|[Pp]erpendicular", text):
        return _beside(text, other[0].lower(), x, y)
    if found := re.search(r"([Hh]orizontal|[Vv]ertical) line", text):
        return _horizontal(y) if found[1].lower() == "horizontal" else _vertical(x)
    slope_given = _SLOPE.search(text)
    return _through(slope_given[1], x, y, "Point and slope.") if slope_given else None


def _beside(text: str, how: str, x: str, y: str) -> Plan | None:
    """Parallel or perpendicular to a line through a point."""
    axis = re.search(r"([xy])-axis", text)
    stated = _LINE.search(text)
    a_b_c = coefficients(stated[1].strip(". ")) if stated else None
    if axis:
        a_b_c = (Fraction(axis[1] == "y"), Fraction(axis[1] == "x"), Fraction(0))
    if not a_b_c or (a_b_c[0] == 0 and a_b_c[1] == 0):
        return None
    a, b = a_b_c[:2] if how == "parallel" else (-a_b_c[1], a_b_c[0])
    if b == 0:
        return _vertical(x)
    if a == 0:
        return _horizontal(y)
    why = "the same slope" if how == "parallel" else "the negative reciprocal of its slope"
    return _through(-a / b, x, y, f"{how.capitalize()}: {why}, {-a / b}.")


def slope(question: str) -> Plan | None:
    """The slope through two points, or of a line that is given."""
    if not re.search(
        r"[Ff]ind the slope of (?:the|a|each) line|[Uu]se the slope formula|slope of the line (?:that|through)",
        question,
    ):
        return None
    points = _POINT.findall(question)
    if len(points) == 2:
        (a, b), (c, d) = points
        if Fraction(a) == Fraction(c):
            return Plan("The run is 0.", answer="undefined")
        return Plan("Rise over run.", f"({d} - {_signed(b)})/({c} - {_signed(a)})", "calculator")
    found = coefficients(re.split(r": |[.] |slope of the line ", question.rstrip(". "))[-1])
    if points or not found:
        return None
    if found[1] == 0:
        return Plan("A vertical line has no slope.", answer="undefined")
    if found[0] == 0:
        return Plan("A horizontal line does not rise.", answer="0")
    return Plan("The factor of x once y stands alone.", f"-({found[0]})/({found[1]})", "calculator")


def intercepts(question: str) -> Plan | None:
    """Where a line meets the axes: there x*y is 0."""
    found = re.search(
        r"[Ff]ind the (?:x- and y- ?)?intercepts(?: (?:of|for) each equation\.| of the given equation| of|\.|:)? (.+=.+)$",
        question.rstrip(". "),
    )
    line = equation(found[1]) if found else None
    if not found or not line or not coefficients(found[1]) or "f(x)" in question:
        return None
    bare = re.search(r"each|given|intercepts\.", question)

    def read(said: str) -> str | None:
        pairs = [tuple(part.split(" = ")[1] for part in row.split(", ")) for row in said.split("; ")]
        across = next((p for p in pairs if p[1] == "0"), None)
        up = next((p for p in pairs if p[0] == "0"), None)
        if not across or not up:
            return None
        if across == up:
            return "(0, 0)" if bare else None
        words = ("", "") if bare else ("x-intercept: ", "y-intercept: ")
        return f"{words[0]}({across[0]}, 0), {words[1]}(0, {up[1]})"

    return Plan("On an axis x or y is 0.", f"solve({line}, x*y = 0, x, y)", "calculator", read=read)


def identify(question: str) -> Plan | None:
    """Slope and y-intercept of a line."""
    found = re.search(
        r"[Ii]dentify the slope and y-intercept of (?:the|each) line\b.*?[.:]? (?=\S+ ?[-+x=])([^.:]+=[^.:]+)$",
        question.rstrip(". "),
    )
    line = equation(found[1]) if found else None
    numbers = coefficients(found[1]) if found else None
    if not line or not numbers or numbers[1] == 0:
        return None
    a, b, c = numbers
    return Plan("Write it as y = mx + b.", f"solve({line}, y)", "calculator",
                read=lambda said: f"{-a / b}; (0, {-c / b})")  # fmt: skip


def pair(question: str) -> Plan | None:
    """Whether two lines are parallel, perpendicular or neither."""
    if not re.search(r"(?:if|whether) the lines are (?:parallel|perpendicular)|lines given by the equations", question):
        return None
    stated = re.split(r"; ?| and ", re.split(r"[.:] ", question.rstrip(". "))[-1])
    found = [coefficients(text.strip()) for text in stated]
    if len(found) != 2 or not all(found):
        return None
    (a, b, e), (c, d, f) = (n for n in found if n)
    same, right = a * d == b * c, a * c + b * d == 0
    if same and a * f == c * e and b * f == d * e:
        return None  # one line written twice: the books differ
    word = "parallel" if same else "perpendicular" if right else "neither"
    if "neither" not in question:
        asked = "parallel" if "are parallel" in question else "perpendicular"
        word = asked if word == asked else f"not {asked}"
    slopes = [f"{-n[0] / n[1]}" if n[1] else "none, it is vertical" for n in found if n]
    return Plan(f"Slopes: {slopes[0]} and {slopes[1]}.", answer=word)


PLANS = (line, slope, intercepts, identify, pair)
