"""Plans for translating: English to algebra, then perhaps simplified or solved, and algebra to English."""

from __future__ import annotations

import re

from tasks.solvers.openstax.notation import letters, translate
from tasks.solvers.openstax.numerals import words_of
from tasks.solvers.openstax.phrases import phrase, sentence, tidy
from tasks.solvers.plans import Plan

_HEAD = re.compile(
    r"[Tt]ranslate|[Ww]rite (?:as )?(?:an|each .*? as an) (?:algebraic )?(?:expression|inequality|equation)"
)
_QUOTED = re.compile(
    r"^Translate (?:into (?:algebra|an algebraic expression):? )?[\"“'](.+?)[\"”'](?: into (?:an )?algebra(?:ic expression)?)?\.?$"
)
_INLINE = re.compile(
    r"^Translate (?:into an algebraic expression:? )?(the .+?|\S+ (?:more|less) than \S+?)(?: into an algebraic expression)?\.?$"
)
_N = r"(\d[\d,]*(?:\.\d+)?(?: \d+/\d+|/\d+)?)"
_OPERATION = {
    "-": ("minus", "difference"),
    "+": ("plus", "sum"),
    "·": ("times", "product"),
    "÷": ("divided by", "quotient"),
}
_RELATION = {
    "<": "is less than",
    ">": "is greater than",
    "<=": "is less than or equal to",
    ">=": "is greater than or equal to",
    "=": "is equal to",
}


def _body(question: str) -> tuple[str, str] | None:
    """Instruction and the English to be translated."""
    if not _HEAD.search(question) or re.search(
        r"system|proportion|percent|%|\bto (?:words|English)|number word", question
    ):
        return None
    if found := _QUOTED.match(question) or _INLINE.match(question):
        return "translate", found[1]
    head, _, body = question.rstrip(". ").rpartition(
        ". " if ". " in question.rstrip(". ") and ": " not in question else ": "
    )
    if not head and (
        found := re.match(
            r"(Translate and solve|Translate and simplify|Translate into an algebraic expression) (.+)",
            question.rstrip(". "),
        )
    ):
        head, body = found[1], found[2]
    return (head, body) if head and len(body) < 120 else None


def english(question: str) -> Plan | None:
    """A phrase as an expression, a sentence as an equation; solved or simplified where the question says so."""
    found = _body(question)
    if not found:
        return None
    head, body = found[0].lower(), tidy(found[1])
    if stated := sentence(body):
        return _solved(stated) if "solve" in head else Plan("Word by word.", answer=stated)
    said = phrase(body)
    if not said or "solve" in head or "equation" in head.replace("equation or", ""):
        return None
    code = translate(said)
    if "simplify" not in head:
        return Plan("Word by word.", answer=said)
    if not code or letters(code):
        return Plan("Word by word.", answer=said) if code and not re.search(r"\d.*\d", said) else None
    sign = " =" if re.search(r"expression and then simplify|simplify the expression", head) else ";"
    return Plan("Word by word, then the sum.", code, "calculator", read=lambda value: f"{said}{sign} {value.strip()}")


def _solved(stated: str) -> Plan | None:
    sign = re.search(r" (=|<=|>=|<|>) ", stated)
    sides = [translate(side) for side in re.split(r" (?:=|<=|>=|<|>) ", stated)]
    names = letters(" ".join(map(str, sides)))
    if not sign or None in sides or len(names) != 1:
        return None
    x = names[0]
    if sign[1] != "=":
        from tasks.solvers.openstax.inequalities import relation_of

        return Plan("Word by word, then solve.", f"solve({sides[0]} {sign[1]} {sides[1]}, {x})", "calculator",
                    read=lambda said: f"{stated}; {r}" if (r := relation_of(x, said.strip())) else None)  # fmt: skip
    return Plan("Word by word, then solve.", f"solve({sides[0]} = {sides[1]}, {x})", "calculator",
                read=lambda said: f"{stated}; {x} = {said.strip()}" if "," not in said else None)  # fmt: skip


def _spoken(text: str) -> str | None:
    text = text.strip()
    if re.fullmatch(r"[a-z]", text):
        return text
    return words_of(int(text.replace(",", ""))) if re.fullmatch(r"\d[\d,]*", text) else None


def words(question: str) -> Plan | None:
    """A sum, difference, product, quotient or relation of two numbers in words."""
    found = re.search(r"[Tt]ranslate (?:the following )?from (.+?) to (?:English|words)[.:] (.+?)\.?$", question)
    if not found:
        return None
    body = re.sub(r"^\(?(\w+)\)?\((\w+)\)$", r"\1 · \2", found[2].replace("×", "·").replace("⋅", "·"))
    if relation := re.fullmatch(r"(\S+) (<=|>=|<|>) (\S+)", body):
        a, b = _spoken(relation[1]), _spoken(relation[3])
        numeric = ("x" not in body and "math" in found[1]) or (relation[1].isdigit() and relation[3].isdigit())
        left, right = (a, b) if numeric else (relation[1], relation[3])
        return Plan("Say the sign.", answer=f"{left} {_RELATION[relation[2]]} {right}") if a and b else None
    parts = re.fullmatch(r"(\S+) ([-+·÷]) (\S+)", body)
    a, b = (_spoken(parts[1]), _spoken(parts[3])) if parts else (None, None)
    if not parts or not a or not b:
        return None
    verb, noun = _OPERATION[parts[2]]
    if "math" in found[1]:
        return Plan("Say the sign in two ways.", answer=f"{a} {verb} {b}; the {noun} of {a} and {b}")
    return Plan("Say the sign in two ways.", answer=f"{parts[1]} {verb} {parts[3]}, the {noun} of {a} and {b}")


def expression_of(question: str) -> Plan | None:
    """`Let q represent the number of quarters. Write an expression for the number of dimes.`"""
    text = tidy(question.replace("’", "'"))
    letter = re.search(r"let ([a-z]) represent", text)
    if not letter or "write an expression" not in text:
        return None
    story = text[: letter.start()].rstrip(". ").split(". ")[-1]
    story = re.sub(
        r" (?:years|inches|feet|meters|centimeters|pounds)(?: (?:older|younger|longer|shorter))?(?= (?:more|less|than))",
        "",
        story,
    )
    found = re.search(
        rf"(?:is|was|were|cost) \$?({_N} (?:more|less|fewer) than )?((?:twice|{_N} times) )?(?:the |an? )?[a-z]", story
    )
    if not found or not (found[1] or found[3]) or re.search(r" and .* and |half", story):
        return None
    x = letter[1]
    inner = phrase((found[3] or "") + x)
    said = phrase(f"{(found[1] or '').replace('$', '')}{(found[3] or '')}{x}") if inner else None
    return Plan(f"{x} stands for it.", answer=said) if said else None


PLANS = (english, words, expression_of)
