"""The words and commands that the grammar knows; any other LaTeX command is refused."""

from __future__ import annotations

FUNCTIONS = frozenset(
    "sin cos tan cot sec csc asin acos atan arcsin arccos arctan sinh cosh tanh asinh acosh atanh exp log ln lg sqrt "
    "cbrt root abs floor ceil ceiling sign gcd lcm min max mod binomial comb permutations factorial re im arg "
    "conjugate".split()
)
"""Functions that take their arguments in brackets, or, in LaTeX, one without."""
OPERATIONS = frozenset(
    "solve diff integrate limit expand factor simplify powers collect subs coeff gcd lcm factorint primefactors "
    "isprime divisors mod quotient nextprime prevprime binomial permutations factorial round sum mean median sort "
    "min max evalf".split()
)
"""What the symbolic calculator does (verifier.symbolics.operations)."""
ALIASES = {
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "ceiling": "ceil",
    "lg": "log10",
    "ln": "log",
    "comb": "binomial",
    "Re": "re",
    "Im": "im",
}
CONSTANTS = {"pi": "pi", "e": "e", "i": "i", "oo": "oo", "inf": "oo", "infinity": "oo", "infty": "oo", "E": "e"}
GREEK = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho sigma tau "
    "upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell".split()
)
OPERATORS = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "pm": "±", "mp": "∓", "le": "<=", "leq": "<=", "leqslant": "<=",
    "leqq": "<=", "ge": ">=", "geq": ">=", "geqslant": ">=", "geqq": ">=", "lt": "<", "gt": ">", "ne": "!=",
    "neq": "!=", "approx": "≈", "thickapprox": "≈", "simeq": "≈", "in": "∈", "cup": "∪", "cap": "∩", "setminus": "∖",
    "backslash": "∖", "mid": "|", "vert": "|", "lvert": "|", "rvert": "|", "bmod": "mod", "colon": ":", "equiv": "=",
    "Vert": "‖", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨",
}  # fmt: skip
"""LaTeX commands that stand for an operator."""
IGNORED = frozenset(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr displaystyle textstyle limits nolimits quad qquad "
    "hspace phantom mathstrut middle nonumber tiny small "
    "normalsize large Large LARGE huge Huge scriptstyle".split()
)
WORDS = frozenset("text textnormal textbf textit textrm mbox hbox mathrm mathbf mathit operatorname rm bf".split())
"""Commands whose argument is words."""
FRACTIONS = frozenset("frac dfrac tfrac cfrac nicefrac sfrac".split())
BINOMIALS = frozenset("binom dbinom tbinom".split())
BIG = {"sum": "sum", "prod": "product", "int": "integral"}
FENCES = {"lfloor": ("rfloor", "floor"), "lceil": ("rceil", "ceil")}
MATRICES = frozenset("matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array".split())
SYSTEMS = frozenset("cases aligned align align* gathered".split())
"""Environments whose rows are equations that hold together."""
WRAPPERS = frozenset("boxed fbox underline mathcal".split())
NUMBER_SETS = {"R": "ℝ", "Z": "ℤ", "Q": "ℚ", "N": "ℕ", "C": "ℂ"}
CHARACTERS = {
    "×": "*", "·": "*", "⋅": "*", "∗": "*", "÷": "/", "−": "-", "–": "-", "≤": "<=", "≥": ">=", "≠": "!=",
    "⩽": "<=", "⩾": ">=", "≈": "≈", "∪": "∪", "∩": "∩", "∈": "∈", "°": "°", "±": "±", "∓": "∓", "∖": "∖",
    "∧": "∧", "∨": "∨",
}  # fmt: skip
LETTERS = {"π": "pi", "∞": "oo", "θ": "theta", "α": "alpha", "β": "beta", "λ": "lambda", "φ": "phi", "ϕ": "phi"}
