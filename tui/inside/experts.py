"""Which experts each token went to, layer by layer: load over the row, the router's scores for one token, a strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.glyphs import Span
from tui.inside.look import Look

if TYPE_CHECKING:
    from core_model.inspection import Routing


def experts(look: Look) -> list[Span]:
    """The view: the token's routing in each layer, then load and entropy over the whole row, then every choice."""
    routing = look.reading.inspection.routing
    if not routing:
        return [("quiet", "Every layer of this policy is dense: there are no experts to choose.")]
    spans: list[Span] = [("quiet", "token "), ("strong", look.token(look.place)), ("quiet", f"  at {look.place}\n")]
    for layer in routing:
        spans += _token(layer, look)
    spans += [("quiet", "\nthe whole row: share of choices, and the router's entropy (0 sure, 1 cannot tell)\n")]
    for layer in routing:
        spans += _load(layer, look)
    spans += [("quiet", "\nfirst choice along the row, from the first token to the last\n")]
    for layer in routing:
        spans += _strip(layer, look)
    return spans


def _token(layer: Routing, look: Look) -> list[Span]:
    scores, chosen = layer.scores[look.place].tolist(), layer.chosen[look.place].tolist()
    weights = dict(zip(chosen, layer.weights[look.place].tolist(), strict=True))
    spans: list[Span] = [
        ("strong", f"layer {layer.layer + 1}"),
        ("quiet", f"  entropy {layer.entropy[look.place]:.2f}\n"),
    ]
    for expert, score in enumerate(scores):
        taken = expert in weights
        mark = look.glyphs.of("pass") if taken else " "
        spans += [("good" if taken else "quiet", f" {mark} expert {expert + 1}  "),
                  ("tool", look.glyphs.line(score, look.bar)), ("plain", f"  {score:.2f}")]  # fmt: skip
        spans += [("good", f"  weight {weights[expert]:.2f}\n")] if taken else [("plain", "\n")]
    return spans


def _load(layer: Routing, look: Look) -> list[Span]:
    entropy = sum(layer.entropy) / len(layer.entropy)
    spans: list[Span] = [("strong", f"layer {layer.layer + 1}"), ("quiet", f"  mean entropy {entropy:.2f}\n")]
    for expert, share in enumerate(layer.load):
        spans += [("plain", f"   expert {expert + 1}  "), ("tool", look.glyphs.line(share, look.bar)),
                  ("plain", f"  {100 * share:.0f} %\n")]  # fmt: skip
    return spans


def _strip(layer: Routing, look: Look) -> list[Span]:
    """A digit or letter a token, lines as wide as the pane; the token that is looked at stands out."""
    lead = f"{layer.layer + 1:>2} "
    width = max(8, look.width - len(lead))
    names = ["123456789abcdefghijklmnopqrstuvwxyz"[e % 35] for e in layer.chosen[:, 0].tolist()]
    spans: list[Span] = []
    for start in range(0, len(names), width):
        line = names[start : start + width]
        spans.append(("quiet", lead if start == 0 else " " * len(lead)))
        here = look.place - start
        if 0 <= here < len(line):
            spans += [("plain", "".join(line[:here])), ("doubt", f"{line[here]}"), ("plain", "".join(line[here + 1 :]))]
        else:
            spans.append(("plain", "".join(line)))
        spans.append(("plain", "\n"))
    return spans
