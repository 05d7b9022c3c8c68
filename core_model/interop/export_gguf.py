"""A policy as a GGUF file for llama.cpp: architecture qwen3 (dense) or qwen3moe, fp32 or Q8_0 (extra `gguf`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import sentencepiece as spm
import torch

from core_model.checkpoint import load_model, load_tokenizer
from core_model.config import ModelConfig
from core_model.errors import ConfigError, WeightsError
from core_model.gpt import GPT
from core_model.interop.all_moe import with_experts_everywhere
from core_model.interop.export_hf import token_ids
from core_model.interop.names import gguf as gguf_names
from core_model.interop.qwen3 import drop_balance, has_experts, qwen3_config, refuse_balance
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer

Q8_0_BLOCK = 32
"""Values that share one scale; a matrix whose rows are no multiple of it stays fp32."""


def export_gguf(
    policy: Path, out: Path, without_balance: bool = False, q8_0: bool = False, notes: Mapping[str, int] | None = None
) -> None:
    """Write a policy folder as one GGUF file; same logits in fp32, matrices rounded to 8 bits with `q8_0`. `notes` are
    metadata fields of the writer's own, which other programs pass over.

    llama.cpp's qwen3moe has experts in every layer, so the dense layers of a mixed model are written as copies of
    one expert: more bytes, the same function. `without_balance` is that of `export_hf`.

    Raises WeightsError when the policy cannot be read, `out` cannot be written or the extra is missing, ConfigError
    when the model is none that the file can express.
    """
    lib = gguf_library()
    model, tokenizer = load_model(policy), load_tokenizer(policy)
    if not isinstance(tokenizer, SentencePieceTokenizer):
        raise ConfigError("only a policy with a sentencepiece tokenizer goes into a GGUF file", "use --to hf")
    if without_balance:
        drop_balance(model)
    refuse_balance(model)
    qwen3_config(model.config)  # raises for attention that is not Qwen3's
    moe = has_experts(model.config)
    if moe and not model.config.norm_topk:
        raise ConfigError("llama.cpp normalises the weights of chosen experts; this model does not", "use --to hf")
    if moe:
        model = with_experts_everywhere(model)
    try:
        writer = lib.GGUFWriter(out, "qwen3moe" if moe else "qwen3")
        add_shape(writer, model.config, moe)
        add_tokenizer(lib, writer, tokenizer)
        for key, value in (notes or {}).items():
            writer.add_uint32(key, value)
        add_tensors(lib, writer, model, q8_0)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
    except OSError as error:
        raise WeightsError(
            f"{out} cannot be written: {error.strerror or error}", "give a file in a folder that is there"
        ) from None


def gguf_library() -> ModuleType:
    """The `gguf` package. Raises WeightsError when it is not installed."""
    try:
        import gguf
    except ImportError:
        raise WeightsError("the package for GGUF files is missing", "pip install 'ponder[gguf]'") from None
    module: ModuleType = gguf
    return module


def add_shape(writer: Any, config: ModelConfig, moe: bool) -> None:
    """Metadata that defines the model."""
    writer.add_name(config.name)
    writer.add_vocab_size(config.vocab_size)
    writer.add_context_length(config.context)
    writer.add_block_count(config.layers)
    writer.add_embedding_length(config.d_model)
    writer.add_feed_forward_length(config.d_expert if moe else config.d_ff)
    writer.add_head_count(config.heads)
    writer.add_head_count_kv(config.kv_heads)
    writer.add_key_length(config.head_dim)
    writer.add_value_length(config.head_dim)
    writer.add_rope_freq_base(config.rope_theta)
    writer.add_layer_norm_rms_eps(config.norm_eps)
    if moe:
        writer.add_expert_count(config.experts)
        writer.add_expert_used_count(config.experts_per_token)
        writer.add_expert_feed_forward_length(config.d_expert)


def add_tokenizer(lib: ModuleType, writer: Any, tokenizer: SentencePieceTokenizer) -> None:
    """The sentencepiece vocabulary. llama.cpp spells a U+2581 in a text as a space, the one text that differs."""
    sp = spm.SentencePieceProcessor(model_proto=tokenizer.model)
    kinds = []
    for i in range(sp.vocab_size()):
        kind = lib.TokenType.NORMAL
        if sp.is_byte(i):
            kind = lib.TokenType.BYTE
        elif sp.is_unknown(i):
            kind = lib.TokenType.UNKNOWN
        elif sp.is_control(i):
            kind = lib.TokenType.CONTROL
        kinds.append(kind)
    writer.add_tokenizer_model("llama")
    writer.add_token_list([sp.id_to_piece(i) for i in range(sp.vocab_size())])
    writer.add_token_scores([sp.get_score(i) for i in range(sp.vocab_size())])
    writer.add_token_types(kinds)
    writer.add_add_space_prefix(False)
    writer.add_add_bos_token(False)
    ids = token_ids(tokenizer)
    writer.add_bos_token_id(ids["bos_token_id"])
    writer.add_eos_token_id(ids["eos_token_id"])
    writer.add_pad_token_id(ids["pad_token_id"])
    writer.add_unk_token_id(sp.unk_id())


def add_tensors(lib: ModuleType, writer: Any, model: GPT, q8_0: bool) -> None:
    """Every parameter; gains and routers stay fp32, which is what llama.cpp expects of them."""
    parameters = dict(model.named_parameters())
    q8 = lib.GGMLQuantizationType.Q8_0
    for source in gguf_names(model.config):
        tensor = parameters[source.ours].detach().to(torch.float32).contiguous().numpy()
        fits = tensor.ndim >= 2 and tensor.shape[-1] % Q8_0_BLOCK == 0 and "router" not in source.ours
        if q8_0 and fits:
            writer.add_tensor(source.theirs[0], lib.quants.quantize(tensor, q8), raw_dtype=q8)
        else:
            writer.add_tensor(source.theirs[0], tensor)
    writer.add_file_type(lib.LlamaFileType.MOSTLY_Q8_0 if q8_0 else lib.LlamaFileType.ALL_F32)
    if q8_0:
        writer.add_quantization_version(lib.GGML_QUANT_VERSION)
