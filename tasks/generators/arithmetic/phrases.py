"""The ways of asking, as data: frames around an expression, and words for an operation.

Each table has two halves. The first is seen in training; the second is held out, so that `unseen=True` asks for
the same operations in words that training never shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Split(Generic[T]):
    """Phrasings for training and phrasings that are held out."""

    seen: tuple[T, ...]
    unseen: tuple[T, ...]

    def of(self, unseen: bool) -> tuple[T, ...]:
        return self.unseen if unseen else self.seen


FRAMES = Split(
    seen=(
        "What is {}?",
        "What is {}?",
        "Calculate {}.",
        "Work out {}.",
        "Compute {}.",
        "Evaluate {}.",
        "Find {}.",
        "Find the value of {}.",
        "What is the value of {}?",
        "How much is {}?",
        "What's {}?",
        "Can you tell me what {} comes to?",
        "Please calculate {}.",
        "Could you work out {} for me?",
        "What do you get for {}?",
        "Tell me what {} is.",
        "What does {} equal?",
        "I need to know {}.",
        "Give the value of {}.",
        "What is the result of {}?",
        "Use a calculator to find {}.",
        "Determine {}.",
        "{name} wants to know what {} is.",
        "{name} needs {}. What is it?",
        "{name} has to work out {} for homework. What is the answer?",
    ),
    unseen=(
        "State the value of {}.",
        "I'd like the answer to {}, please.",
        "What should I get when I evaluate {}?",
        "Show me the result of {}.",
        "{name} is stuck on {}. What should the answer be?",
        "What number is {}?",
        "Quick question: {}?",
        "{name} asks a calculator for {}. What does it show?",
        "Hello! How much would {} be?",
    ),
)
"""Around an expression or a noun phrase such as `the sum of 3 and 4`."""

SYMBOL_FRAMES = Split(
    seen=("{}", "{}", "{} =", "{} = ?", "Solve: {}", "Simplify {}.", "Calculate: {}", "{}?"),
    unseen=("Answer this: {}", "{} = __", "Exercise: {} = ...", "Result of {}:"),
)
"""Around an expression in symbols only."""

IMPERATIVE_FRAMES = Split(
    seen=("{}.", "{}", "Please {lower}.", "{}. What do you get?", "What do you get if you {lower}?",
          "If you {lower}, what is the result?", "{}. What is the answer?"),
    unseen=("{}, then tell me the result.", "What number results when you {lower}?", "Could you {lower} for me?"),
)  # fmt: skip
"""Around an instruction such as `Add 3 to 9`."""

NOUNS = Split(
    seen=(
        ("+", "the sum of {a} and {b}"), ("+", "the total of {a} and {b}"), ("+", "{b} more than {a}"),
        ("+", "{a} increased by {b}"), ("-", "the difference between {a} and {b}"), ("-", "{b} less than {a}"),
        ("-", "{a} decreased by {b}"), ("-", "the difference of {a} and {b}"), ("*", "the product of {a} and {b}"),
        ("/", "the quotient of {a} and {b}"), ("/", "{a} divided into {b} equal parts"),
        ("*", "{a} multiplied by {b}"),
        ("/", "{a} divided by {b}"), ("-", "{a} take away {b}"), ("*", "{a} lots of {b}"),
        ("/", "{a} shared among {b}"),
    ),
    unseen=(
        ("+", "{a} together with {b}"), ("-", "{a} with {b} taken off"), ("*", "{b} copies of {a}"),
        ("/", "{a} split equally {b} ways"), ("-", "{a} diminished by {b}"), ("/", "the ratio of {a} to {b}"),
    ),
)  # fmt: skip
"""An operation on two numbers as a noun phrase."""

LISTS = Split(
    seen=(("+", "the sum of {list}"), ("+", "the total of {list}"), ("*", "the product of {list}"),
          ("mean", "the average of {list}")),
    unseen=(("+", "{list} added up"), ("*", "{list} multiplied together"), ("mean", "the mean of {list}")),
)  # fmt: skip

SINGLES = Split(
    seen=(
        ("{a}/2", "half of {a}"), ("{a}/3", "a third of {a}"), ("{a}/4", "a quarter of {a}"),
        ("2*{a}", "double {a}"),
        ("2*{a}", "twice {a}"), ("3*{a}", "triple {a}"), ("3*{a}", "three times {a}"),
        ("2/3*{a}", "two thirds of {a}"),
        ("3/4*{a}", "three quarters of {a}"), ("2/5*{a}", "two fifths of {a}"), ("{a}**2", "the square of {a}"),
        ("{a}**3", "the cube of {a}"), ("{a}**2", "{a} squared"), ("{a}**3", "{a} cubed"),
        ("{a}**4", "{a} to the power of 4"),
        ("{a}**5", "{a} to the power of 5"),
    ),
    unseen=(
        ("{a}/2", "one half of {a}"), ("2*{a}", "{a} doubled"), ("{a}/2", "{a} halved"),
        ("4*{a}", "four times {a}"),
        ("{a}/5", "a fifth of {a}"), ("{a}**2", "the second power of {a}"), ("{a}**3", "the third power of {a}"),
    ),
)  # fmt: skip
"""An operation on one number; the first text is the calculator's input."""

IMPERATIVES = Split(
    seen=(
        ("+", "add {a} and {b}"), ("+", "add {a} to {b}"), ("-", "subtract {b} from {a}"),
        ("-", "take {b} away from {a}"),
        ("*", "multiply {a} by {b}"), ("/", "divide {a} by {b}"), ("*", "multiply {a} and {b}"),
        ("-", "take {b} from {a}"),
    ),
    unseen=(("-", "deduct {b} from {a}"), ("+", "put {a} and {b} together"), ("/", "split {a} into {b} equal parts")),
)  # fmt: skip

TAILS = (("+", "plus"), ("-", "minus"), ("*", "multiplied by"), ("/", "divided by"))
"""What may follow a noun phrase and a comma: `the sum of 3 and 4, multiplied by 5`."""

CHAINS = Split(
    seen=(
        "Start with {a}, {steps}, and {last}. What do you get?",
        "Take {a}, {steps}, then {last}. What is the result?",
        "Begin with {a}. Then {steps}, and {last}. What number do you have?",
    ),
    unseen=("{name} picks {a}. Next: {steps}; finally {last}. Where does that end?",
            "From {a}, {steps} and after that {last}. What is left?"),
)  # fmt: skip
CHAIN_STEPS = {"+": "add {b}", "-": "subtract {b}", "*": "multiply by {b}", "/": "divide by {b}"}
CHAIN_SINGLES = (("*", "2", "double it"), ("/", "2", "halve it"), ("**", "2", "square it"), ("*", "3", "triple it"))

PERCENTS = Split(
    seen=(
        ("of", "What is {p} of {b}?"), ("of", "Find {p} of {b}."), ("of", "Calculate {p} of {b}."),
        ("of", "{p} of {b}"),
        ("of", "How much is {p} of {b}?"), ("of", "{name} needs {p} of {b}. How much is that?"),
        ("up", "Increase {b} by {p}."), ("up", "What is {b} increased by {p}?"), ("up", "{b} plus {p}"),
        ("up", "What is {b} plus {p}?"), ("up", "Add {p} to {b}."), ("up", "What is {p} more than {b}?"),
        ("down", "Decrease {b} by {p}."), ("down", "What is {b} decreased by {p}?"), ("down", "{b} minus {p}"),
        ("down", "What is {b} minus {p}?"), ("down", "Reduce {b} by {p}."), ("down", "What is {p} less than {b}?"),
        ("down", "What is {b} with {p} off?"),
        ("what", "What percent of {b} is {a}?"), ("what", "what percent of {b} is {a}"),
        ("what", "What percentage of {b} is {a}?"), ("what", "{a} is what percent of {b}?"),
        ("what", "{a} is what percentage of {b}?"),
        ("base", "{a} is {p} of what number?"), ("base", "If {p} of a number is {a}, what is the number?"),
        ("rise", "What is the percent increase from {b} to {a}?"),
        ("fall", "What is the percent decrease from {b} to {a}?"),
    ),
    unseen=(
        ("of", "If you take {p} of {b}, how much is it?"), ("of", "Tell me {p} of {b}."),
        ("up", "Raise {b} by {p}."),
        ("up", "{b} goes up by {p}. What is it now?"), ("down", "Lower {b} by {p}."),
        ("down", "{b} drops by {p}. What is it now?"), ("what", "Express {a} as a percentage of {b}."),
        ("what", "How many percent of {b} is {a}?"), ("base", "{p} of which number gives {a}?"),
        ("rise", "A price rises from {b} to {a}. By what percentage does it rise?"),
    ),
)  # fmt: skip
"""Whole questions about percentages: part, increased, decreased, what percent, of what number, percent change."""

NAMES = (
    "Mia Leo Ava Noah Emma Liam Zoe Omar Priya Diego Chen Fatima Sofia Marcus Ines Tom Anna Ben Clara David Ella Felix "
    "Grace Hugo Iris Jack Kim Lucy Max Nina Oscar Paula Quinn Rosa Sam Tara Umar Vera Will Yara"
).split()
