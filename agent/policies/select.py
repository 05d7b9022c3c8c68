"""From the text of `--policy` to a policy that is not one of ours.

openai:MODEL[@URL]          ReAct as text          openai-native:...    the server's own function calls
openai-plain:MODEL[@URL]    prose, no tools        hf:FOLDER            a local transformers model
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.policies.protocol import Protocol
    from agent.policy import Policy

_PROTOCOLS: dict[str, Protocol] = {"openai": "text", "openai-native": "native", "openai-plain": "plain"}
KINDS = (*_PROTOCOLS, "hf")


def is_foreign(policy: object) -> bool:
    """Whether a policy's name asks for one of these."""
    return isinstance(policy, str) and ":" in policy and policy.partition(":")[0] in KINDS


def load_foreign(policy: str) -> Policy:
    """The policy that the text names. Raises PolicyError when its extra, model or key is missing."""
    kind, _, rest = policy.partition(":")
    if kind == "hf":
        from agent.policies.hf import HFPolicy

        return HFPolicy.load(rest)
    from agent.policies.openai import OpenAIPolicy

    model, at, url = rest.rpartition("@")  # a model's own name may hold an @
    if not at or "://" not in url:
        model, url = rest, ""
    return OpenAIPolicy(model, url or None, protocol=_PROTOCOLS[kind])
