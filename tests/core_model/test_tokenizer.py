"""The tokenizer keeps text exactly, and no text becomes a marker."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core_model.errors import WeightsError
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.transcript import MARKERS

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
spelled = st.lists(st.sampled_from([*MARKERS, " ", "\u2581", "<0x41>", "<unk>", "7", "rolls", "\n"]), max_size=12)


@settings(max_examples=300, deadline=None)
@given(text=any_text)
def test_any_text_round_trips(tokenizer: SentencePieceTokenizer, text: str) -> None:
    assert tokenizer.decode(tokenizer.encode(text)) == text


@settings(max_examples=200, deadline=None)
@given(parts=spelled)
def test_text_that_spells_a_marker_stays_text(tokenizer: SentencePieceTokenizer, parts: list[str]) -> None:
    text = "".join(parts)
    ids = tokenizer.encode(text)
    assert not {tokenizer.control(m) for m in MARKERS} & set(ids)
    assert tokenizer.decode(ids) == text


def test_every_digit_is_a_token_of_its_own(tokenizer: SentencePieceTokenizer) -> None:
    assert [tokenizer.decode([i]) for i in tokenizer.encode("2048")] == ["2", "0", "4", "8"]


def test_spaces_are_kept_as_written(tokenizer: SentencePieceTokenizer) -> None:
    assert tokenizer.decode(tokenizer.encode("  a   b \t\n c ")) == "  a   b \t\n c "


def test_a_lone_surrogate_is_refused(tokenizer: SentencePieceTokenizer) -> None:
    with pytest.raises(ValueError, match="not valid Unicode"):
        tokenizer.encode("a\ud800")


def test_control_symbols_contribute_no_text(tokenizer: SentencePieceTokenizer) -> None:
    assert tokenizer.decode([tokenizer.control("<|answer|>"), *tokenizer.encode("34")]) == "34"


def test_an_unknown_control_symbol_is_an_error(tokenizer: SentencePieceTokenizer) -> None:
    with pytest.raises(KeyError):
        tokenizer.control("rolls")


def test_training_twice_gives_the_same_model(tokenizer: SentencePieceTokenizer) -> None:
    from tests.core_model.conftest import TEXT

    assert SentencePieceTokenizer.train(TEXT, 420, MARKERS).model == tokenizer.model


def test_a_broken_model_file_is_explained() -> None:
    with pytest.raises(WeightsError, match="tokenizer"):
        SentencePieceTokenizer(b"not a model")
