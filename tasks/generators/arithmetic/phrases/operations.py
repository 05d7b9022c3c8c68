"""Words for an operation, and how several follow each other."""

from __future__ import annotations

from tasks.generators.arithmetic.phrases.split import Split

NOUNS = Split(
    seen=(
        ("+", "the sum of {a} and {b}"), ("+", "the total of {a} and {b}"), ("+", "{b} more than {a}"),
        ("+", "{a} increased by {b}"), ("-", "the difference between {a} and {b}"), ("-", "{b} less than {a}"),
        ("-", "{a} decreased by {b}"), ("-", "the difference of {a} and {b}"), ("*", "the product of {a} and {b}"),
        ("/", "the quotient of {a} and {b}"), ("/", "{a} divided into {b} equal parts"),
        ("*", "{a} multiplied by {b}"), ("/", "{a} divided by {b}"), ("-", "{a} take away {b}"),
        ("*", "{a} lots of {b}"), ("/", "{a} shared among {b}"), ("+", "{a} added to {b}"),
        ("+", "{a} and {b} taken together"), ("-", "{a} reduced by {b}"), ("-", "what is left of {a} without {b}"),
        ("-", "{b} taken off {a}"), ("-", "{b} subtracted from {a}"), ("-", "the amount by which {a} exceeds {b}"),
        ("*", "{a} times {b}"), ("*", "{b} copies of the number {a}"), ("*", "{a} groups of {b}"),
        ("/", "{a} split into {b} equal shares"), ("/", "the ratio {a} to {b}"), ("/", "{a} over {b}"),
        ("-", "{a} lowered by {b}"), ("+", "{a} raised by {b}"), ("+", "the result of adding {a} and {b}"),
        ("+", "the result when {b} is added to {a}"), ("+", "{a} and {b} in total"), ("+", "{a} plus another {b}"),
        ("+", "{a} with {b} added"), ("+", "{a} with {b} more"), ("+", "the number {b} greater than {a}"),
        ("+", "a number {b} larger than {a}"), ("+", "{a} made larger by {b}"),
        ("+", "the total when {a} and {b} are added"), ("-", "the result of subtracting {b} from {a}"),
        ("-", "the result of taking {b} from {a}"), ("-", "what remains of {a} after taking away {b}"),
        ("-", "what remains when {b} is removed from {a}"), ("-", "{a} with {b} removed"),
        ("-", "{a} with {b} taken from it"), ("-", "{a} made smaller by {b}"), ("-", "{a} cut down by {b}"),
        ("-", "a number {b} below {a}"), ("-", "{b} fewer than {a}"), ("-", "how much more {a} is than {b}"),
        ("-", "how much larger {a} is than {b}"), ("-", "the distance from {b} to {a}"),
        ("*", "the result of multiplying {a} by {b}"), ("*", "the result when {a} is multiplied by {b}"),
        ("*", "{b} times as much as {a}"), ("*", "{a} rows of {b}"), ("*", "{a} sets of {b}"),
        ("*", "{a} taken {b} times"), ("*", "{a} repeated {b} times"),
        ("*", "the product when {a} and {b} are multiplied"), ("/", "the result of dividing {a} by {b}"),
        ("/", "the result when {a} is divided by {b}"), ("/", "{a} divided evenly by {b}"),
        ("/", "{a} shared equally by {b}"), ("/", "{a} shared out equally to {b}"),
        ("/", "each share when {a} is split among {b}"), ("/", "each part when {a} is cut into {b} equal parts"),
        ("/", "one share of {a} for {b} people"), ("/", "how many times {b} goes into {a}"),
        ("/", "how many times {b} fits in {a}"),
    ),
    unseen=(
        ("-", "the gap between {a} and {b}"), ("+", "{a} combined with {b}"), ("-", "{a} lessened by {b}"),
        ("+", "{a} together with {b}"), ("-", "{a} with {b} taken off"), ("*", "{b} copies of {a}"),
        ("/", "{a} split equally {b} ways"), ("-", "{a} diminished by {b}"), ("/", "the ratio of {a} to {b}"),
        ("+", "{a} and {b} added"), ("+", "{a} and another {b}"), ("+", "the sum you get from {a} and {b}"),
        ("-", "{a} without {b}"), ("-", "the number {b} smaller than {a}"),
        ("-", "how much is left of {a} after {b} is gone"), ("*", "{a} times as many as {b}"),
        ("*", "the number {a} multiplied with {b}"), ("/", "{a} divided among {b}"),
    ),
)  # fmt: skip
"""An operation on two numbers as a noun phrase."""

LISTS = Split(
    seen=(
        ("+", "the sum of {list}"), ("+", "the total of {list}"), ("*", "the product of {list}"),
        ("mean", "the average of {list}"), ("+", "the sum when {list} are added"), ("+", "{list} all added together"),
        ("*", "the result of multiplying {list}"), ("mean", "the mean value of the numbers {list}"),
        ("+", "{list} in total"), ("*", "the numbers {list} multiplied"), ("mean", "{list} averaged"),
        ("+", "{list} all put together"), ("+", "{list} added"), ("+", "the total you get from {list}"),
        ("+", "the sum of the numbers {list}"), ("+", "the sum of all of {list}"),
        ("+", "what you get when you add {list}"), ("*", "the product of the numbers {list}"),
        ("*", "{list} all multiplied"), ("*", "the product when {list} are multiplied"),
        ("*", "the result when you multiply {list}"), ("*", "what you get when you multiply {list}"),
        ("*", "the product you get from {list}"), ("mean", "the average of the numbers {list}"),
        ("mean", "the average value of {list}"), ("mean", "the arithmetic mean of {list}"),
        ("mean", "the average when the numbers are {list}"), ("mean", "what {list} are on average"),
    ),
    unseen=(
        ("+", "{list} added up"), ("*", "{list} multiplied together"), ("mean", "the mean of {list}"),
        ("+", "the numbers {list} in total"), ("+", "what {list} make in all"),
        ("*", "{list} multiplied with each other"), ("*", "all of {list} multiplied"),
        ("mean", "the mean value of {list}"),
    ),
)  # fmt: skip
"""An operation on a list of numbers; `mean` is their sum by their count."""

SINGLES = Split(
    seen=(
        ("{a}/2", "half of {a}"), ("{a}/3", "a third of {a}"), ("{a}/4", "a quarter of {a}"), ("2*{a}", "double {a}"),
        ("2*{a}", "twice {a}"), ("3*{a}", "triple {a}"), ("3*{a}", "three times {a}"),
        ("2/3*{a}", "two thirds of {a}"), ("3/4*{a}", "three quarters of {a}"), ("2/5*{a}", "two fifths of {a}"),
        ("{a}**2", "the square of {a}"), ("{a}**3", "the cube of {a}"), ("{a}**2", "{a} squared"),
        ("{a}**3", "{a} cubed"), ("{a}**4", "{a} to the power of 4"), ("{a}**5", "{a} to the power of 5"),
        ("{a}/2", "one half times {a}"), ("{a}/2", "{a} cut in half"), ("4*{a}", "four lots of {a}"),
        ("4*{a}", "quadruple {a}"), ("5*{a}", "five times {a}"), ("{a}/5", "one fifth of {a}"),
        ("{a}/10", "a tenth of {a}"), ("{a}**2", "{a} to the second power"), ("{a}**3", "{a} to the third power"),
        ("{a}**4", "the fourth power of {a}"), ("2*{a}", "the double of {a}"), ("{a}/2", "the half of {a}"),
        ("3*{a}", "{a} tripled"), ("{a}/4", "one quarter of {a}"), ("6*{a}", "six times {a}"),
        ("{a}/2", "{a} split in half"), ("{a}/2", "{a} split in two"), ("{a}/2", "half of the number {a}"),
        ("{a}/2", "half as much as {a}"), ("{a}/2", "{a} divided in half"),
        ("{a}/2", "what is left when {a} loses half"), ("{a}/3", "a third part of {a}"),
        ("{a}/3", "{a} split in three"), ("{a}/4", "a fourth of {a}"), ("{a}/4", "one fourth of {a}"),
        ("{a}/5", "a fifth part of {a}"), ("{a}/6", "a sixth of {a}"), ("{a}/6", "one sixth of {a}"),
        ("{a}/8", "an eighth of {a}"), ("{a}/10", "one tenth of {a}"), ("{a}/100", "a hundredth of {a}"),
        ("2*{a}", "{a} twice"), ("2*{a}", "two times {a}"), ("2*{a}", "double the number {a}"),
        ("2*{a}", "twice the number {a}"), ("2*{a}", "{a} made twice as big"), ("3*{a}", "three times as much as {a}"),
        ("3*{a}", "triple the number {a}"), ("4*{a}", "four times as much as {a}"), ("4*{a}", "{a} quadrupled"),
        ("5*{a}", "five times the number {a}"), ("8*{a}", "eight times {a}"), ("10*{a}", "ten times {a}"),
        ("10*{a}", "ten times as much as {a}"), ("3/5*{a}", "three fifths of {a}"),
        ("3/8*{a}", "three eighths of {a}"), ("5/6*{a}", "five sixths of {a}"), ("3/10*{a}", "three tenths of {a}"),
        ("{a}**2", "{a} raised to the second power"), ("{a}**2", "{a} times itself"),
        ("{a}**2", "{a} multiplied by itself"), ("{a}**3", "{a} raised to the third power"),
        ("{a}**3", "the cube of the number {a}"), ("{a}**4", "{a} raised to the power of 4"),
        ("{a}**5", "the fifth power of {a}"),
    ),
    unseen=(
        ("{a}/2", "{a} shared by two"), ("{a}/2", "one half of {a}"), ("2*{a}", "{a} doubled"),
        ("{a}/2", "{a} halved"), ("4*{a}", "four times {a}"), ("{a}/5", "a fifth of {a}"),
        ("{a}**2", "the second power of {a}"), ("{a}**3", "the third power of {a}"), ("{a}/2", "half the number {a}"),
        ("{a}/3", "one third of {a}"), ("{a}/4", "{a} split in four"), ("{a}/8", "one eighth of {a}"),
        ("2*{a}", "twice as much as {a}"), ("3*{a}", "{a} taken three times"), ("7*{a}", "seven times {a}"),
        ("4/5*{a}", "four fifths of {a}"), ("{a}**2", "the square of the number {a}"),
        ("{a}**4", "{a} to the fourth power"),
    ),
)  # fmt: skip
"""An operation on one number; the first text is the calculator's input."""

IMPERATIVES = Split(
    seen=(
        ("+", "add {a} and {b}"), ("+", "add {a} to {b}"), ("-", "subtract {b} from {a}"),
        ("-", "take {b} away from {a}"), ("*", "multiply {a} by {b}"), ("/", "divide {a} by {b}"),
        ("*", "multiply {a} and {b}"), ("-", "take {b} from {a}"), ("-", "deduct {b} out of {a}"),
        ("+", "combine {a} with {b}"), ("+", "put together {a} plus {b}"), ("/", "split {a} evenly among {b}"),
        ("/", "share {a} equally among {b}"), ("*", "take {a} times {b}"), ("+", "sum {a} and {b}"),
        ("-", "reduce {a} by {b}"), ("+", "increase {a} by {b}"), ("-", "lower {a} by {b}"), ("+", "raise {a} by {b}"),
        ("+", "add {b} onto {a}"), ("+", "add the numbers {a} and {b}"), ("+", "find the sum of {a} and {b}"),
        ("+", "find the total of {a} and {b}"), ("+", "join {a} and {b}"), ("+", "make {a} bigger by {b}"),
        ("+", "bring {a} up by {b}"), ("+", "give {b} more to {a}"), ("-", "subtract the number {b} from {a}"),
        ("-", "take away {b} from {a}"), ("-", "take {b} out of {a}"), ("-", "start from {a} and subtract {b}"),
        ("-", "start with {a} and take away {b}"), ("-", "find the difference between {a} and {b}"),
        ("-", "bring {a} down by {b}"), ("-", "decrease {a} by {b}"), ("-", "cut {b} from {a}"),
        ("*", "multiply the number {a} by {b}"), ("*", "multiply {b} by {a}"),
        ("*", "find the product of {a} and {b}"), ("*", "take {a} and multiply it by {b}"),
        ("*", "repeat {a} exactly {b} times"), ("/", "divide the number {a} by {b}"),
        ("/", "divide {a} into {b} equal shares"), ("/", "divide {a} equally among {b}"),
        ("/", "divide {a} evenly by {b}"), ("/", "cut {a} into {b} equal pieces"),
        ("/", "share out {a} evenly to {b}"), ("/", "find the quotient of {a} and {b}"),
    ),
    unseen=(
        ("+", "put {b} on top of {a}"), ("-", "remove {b} from {a}"), ("-", "deduct {b} from {a}"),
        ("+", "put {a} and {b} together"), ("/", "split {a} into {b} equal parts"), ("+", "add together {a} and {b}"),
        ("+", "start from {a} and add {b}"), ("-", "take {b} off {a}"), ("-", "make {a} smaller by {b}"),
        ("*", "multiply {a} with {b}"), ("*", "count {a} groups of {b}"), ("/", "take {a} and divide it by {b}"),
    ),
)  # fmt: skip
"""An operation on two numbers as an instruction."""

CHAINS = Split(
    seen=(
        "Start with {a}, {steps}, and {last}. What do you get?", "Take {a}, {steps}, then {last}. What is the result?",
        "Begin with {a}. Then {steps}, and {last}. What number do you have?",
        "{name} thinks of {a}. First {steps}, then {last}. What is the result?",
        "I have the number {a}. I {steps}, and finally {last}. Where do I end up?",
        "From {a} on: {steps}, {last}. What is it now?",
        "{name} takes {a}. Next, {steps} and after this {last}. What does {name} have?",
        "To {a}, do this: {steps}; then {last}. What is left?",
        "Take the number {a}, {steps} and {last}. What is it then?",
        "Starting from {a}, {steps}, then {last}. What is the answer?",
        "Your number is {a}. Now {steps}, then {last}. What is your number now?",
        "Think of {a}. {steps}, and {last}. What do you have?",
        "{name} starts with {a}. Then {name} is told to {steps}, and to {last}. Which number is it now?",
        "{name} has the number {a}. Now {steps} and then {last}. How much is it?",
        "We start at {a}. We {steps} and then {last}. How much do we have?",
        "If I begin with {a}, {steps}, and {last}, what number is it?",
        "A machine takes {a}. Inside: {steps}; {last}. What does the machine give?",
        "Put in {a}, {steps}, and at last {last}. What do you see?",
    ),
    unseen=(
        "{name} picks {a}. Next: {steps}; finally {last}. Where does that end?",
        "From {a}, {steps} and after that {last}. What is left?",
        "Starting with {a}: {steps}; {last}. What comes out?",
        "{name} writes down {a}. Then: {steps}; {last}. What stands there at the end?",
        "If you start with {a}, {steps} and then {last}, how much is that?",
    ),
)  # fmt: skip
"""Whole questions that do one step after another."""

TAILS = (("+", "plus"), ("-", "minus"), ("*", "multiplied by"), ("/", "divided by"))
"""What may follow a noun phrase and a comma: `the sum of 3 and 4, multiplied by 5`."""

CHAIN_STEPS = {"+": "add {b}", "-": "subtract {b}", "*": "multiply by {b}", "/": "divide by {b}"}
CHAIN_SINGLES = (("*", "2", "double it"), ("/", "2", "halve it"), ("**", "2", "square it"), ("*", "3", "triple it"))
