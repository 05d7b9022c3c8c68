"""Which experts each token went to, layer by layer: load over the row, the router's scores for one token, a strip."""

from __future__ import annotations

from collections.abc import Sequence

from tui.glyphs import Span
from tui.inside.look import Look, Spot
from tui.inside.routed import Routed, reread, together


def experts(look: Look) -> list[Span]:
    """The view: what the trace recorded, with the scores of this reading where the same weights made the trace; or
    what this reading says, where nothing is recorded."""
    read = reread(look.reading.inspection)
    if look.recorded:
        same = look.reading.same
        words = ", the scores read again" if same else "; the scores of other weights are left out"
        layers = together(look.recorded, read) if same else look.recorded
        return [*_recorded(look, words), *routed(layers, look)]
    if not read:
        return [("quiet", "Every layer of this policy is dense: there are no experts to choose.")]
    return routed(read, look)


def recorded_experts(layers: Sequence[Routed], spot: Spot) -> list[Span]:
    """The view without weights: what the trace recorded."""
    return [*_recorded(spot, "; the scores need the weights"), *routed(layers, spot)]


def routed(layers: Sequence[Routed], spot: Spot) -> list[Span]:
    """The token's routing in each layer, then load and entropy over the whole row, then every choice."""
    spans: list[Span] = [("quiet", "token "), ("strong", spot.token(spot.place)), ("quiet", f"  at {spot.place}\n")]
    for layer in layers:
        spans += _token(layer, spot)
    router = "router (0 sure, 1 cannot tell) and " if any(layer.entropy for layer in layers) else ""
    spans += [("quiet", f"\nthe whole row: share of choices; entropy of {router}load (1 even)\n")]
    for layer in layers:
        spans += _load(layer, spot)
    spans += [("quiet", "\nfirst choice along the row, from the first token to the last; the token's in brackets\n")]
    for layer in layers:
        spans += _strip(layer, spot)
    return spans


def _recorded(spot: Spot, words: str) -> list[Span]:
    return [("good", f"{spot.glyphs.of('pass')} choices as the trace recorded them"), ("quiet", f"{words}\n")]


def _token(layer: Routed, spot: Spot) -> list[Span]:
    chosen = layer.chosen[spot.place]
    entropy = f"  entropy {layer.entropy[spot.place]:.2f}" if layer.entropy else ""
    spans: list[Span] = [("strong", f"layer {layer.layer + 1}"), ("quiet", f"{entropy}\n")]
    for expert in range(layer.experts):
        taken = expert in chosen
        mark = spot.glyphs.of("pass") if taken else " "
        spans.append(("good" if taken else "quiet", f" {mark} expert {expert + 1}"))
        if layer.scores:
            score = layer.scores[spot.place][expert]
            spans += [("tool", f"  {spot.glyphs.line(score, spot.bar)}"), ("plain", f"  {score:.2f}")]
        if taken and layer.weights and expert in layer.weights[spot.place]:
            spans.append(("good", f"  weight {layer.weights[spot.place][expert]:.2f}"))
        elif taken:
            spans.append(("good", f"  choice {list(chosen).index(expert) + 1}"))
        spans.append(("plain", "\n"))
    return spans


def _load(layer: Routed, spot: Spot) -> list[Span]:
    mean = f"mean entropy {sum(layer.entropy) / len(layer.entropy):.2f}, " if layer.entropy else ""
    words = f"  {mean}load entropy {layer.balance:.2f}\n"
    spans: list[Span] = [("strong", f"layer {layer.layer + 1}"), ("quiet", words)]
    for expert, share in enumerate(layer.load):
        spans += [("plain", f"   expert {expert + 1}  "), ("tool", spot.glyphs.line(share, spot.bar)),
                  ("plain", f"  {100 * share:.0f} %\n")]  # fmt: skip
    return spans


def _strip(layer: Routed, spot: Spot) -> list[Span]:
    """A digit or letter a token, lines as wide as the pane; the token that is looked at stands in brackets."""
    lead = f"{layer.layer + 1:>2} "
    width = max(8, spot.width - len(lead) - 2)  # the brackets take two
    names = ["123456789abcdefghijklmnopqrstuvwxyz"[token[0] % 35] for token in layer.chosen]
    spans: list[Span] = []
    for start in range(0, len(names), width):
        line = names[start : start + width]
        spans.append(("quiet", lead if start == 0 else " " * len(lead)))
        here = spot.place - start
        if 0 <= here < len(line):
            before, after = "".join(line[:here]), "".join(line[here + 1 :])
            spans += [("plain", before), ("doubt", f"[{line[here]}]"), ("plain", after)]
        else:
            spans.append(("plain", "".join(line)))
        spans.append(("plain", "\n"))
    return spans
