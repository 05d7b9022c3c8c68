"""`--policy openai:...` and `hf:...`: what they name."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.chat_policy import load_policy
from agent.policies.hf import HFPolicy, LocalModelError
from agent.policies.openai import OpenAIPolicy
from agent.policies.select import is_foreign


@pytest.mark.parametrize("policy", [None, "micro", "runs/openai", "C:/weights", Path("openai:x")])
def test_names_and_folders_are_ours(policy: object) -> None:
    assert not is_foreign(policy)


@pytest.mark.parametrize(
    ("text", "name", "protocol", "url"),
    [
        ("openai:m@http://127.0.0.1:1/v1", "openai:m", "text", "http://127.0.0.1:1/v1"),
        ("openai-native:org/m:8b@http://h/v1", "openai-native:org/m:8b", "native", "http://h/v1"),
        ("openai-plain:m@2@http://h/v1", "openai-plain:m@2", "plain", "http://h/v1"),
    ],
)
def test_a_server_and_how_it_is_asked(text: str, name: str, protocol: str, url: str) -> None:
    pytest.importorskip("openai", reason="needs the `openai` extra")
    policy = load_policy(text)
    assert isinstance(policy, OpenAIPolicy)
    assert (policy.name, policy.protocol, policy.base_url) == (name, protocol, url)


def test_a_folder_that_is_no_model_is_told(tmp_path: Path) -> None:
    pytest.importorskip("transformers", reason="needs the `transformers` extra")
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(LocalModelError, match=folder.name):
            HFPolicy.load(folder)
