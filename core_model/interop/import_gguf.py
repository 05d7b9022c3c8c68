"""Models of the llama, qwen2, qwen3 and qwen3moe architectures from a GGUF file, dequantised to fp32 (extra `gguf`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from pydantic import ValidationError
from torch import Tensor

from core_model.chat import mark_chat
from core_model.checkpoint import save_policy
from core_model.config import ModelConfig
from core_model.errors import WeightsError
from core_model.gpt import GPT
from core_model.interop.assemble import AGAIN, assemble, grow_vocabulary
from core_model.interop.export_gguf import gguf_library
from core_model.interop.families import MAX_CONTEXT, MAX_LAYERS
from core_model.interop.gguf_tokenizer import gguf_tokenizer
from core_model.interop.import_tokenizer import with_markers
from core_model.interop.names import gguf as gguf_names

ARCHITECTURES: dict[str, dict[str, bool]] = {
    "llama": {"qk_norm": False},
    "qwen2": {"qk_norm": False, "attention_bias": True},
    "qwen3": {"qk_norm": True},
    "qwen3moe": {"qk_norm": True},
}


class GGUFFile:
    """Metadata and tensors of one file. Raises WeightsError for one that is missing, cut short or broken."""

    def __init__(self, path: Path) -> None:
        self.path, self._lib = path, gguf_library()
        try:
            reader = self._lib.GGUFReader(path)
        except OSError as error:
            raise WeightsError(f"{path} cannot be read: {error.strerror or error}", "give a .gguf file") from None
        except (ValueError, IndexError, KeyError, TypeError, OverflowError, MemoryError) as error:
            raise WeightsError(f"{path} is no GGUF file, or it is cut short: {error}", AGAIN) from None
        self._fields: dict[str, Any] = reader.fields
        self._tensors = {tensor.name: tensor for tensor in reader.tensors}
        self.shapes = {name: tuple(map(int, reversed(t.shape.tolist()))) for name, t in self._tensors.items()}

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a metadata field, or `default`."""
        try:
            return self._fields[key].contents() if key in self._fields else default
        except (ValueError, IndexError, TypeError, AttributeError) as error:
            raise WeightsError(f"the field {key} of {self.path} cannot be read: {error}", AGAIN) from None

    def read(self, name: str) -> Tensor:
        """One tensor, dequantised to fp32. Raises WeightsError for a type of quantisation that is not known."""
        tensor = self._tensors[name]
        try:
            values = self._lib.quants.dequantize(tensor.data, tensor.tensor_type)
        except (NotImplementedError, ValueError) as error:
            raise WeightsError(f"{name} of {self.path} cannot be dequantised: {error}", "take a Q8_0 file") from None
        return torch.from_numpy(np.array(values, dtype=np.float32)).reshape(self.shapes[name])


def load_gguf(path: Path, context: int | None = None) -> GPT:
    """The model in a GGUF file as our GPT, fp32; `context` shortens the model's own.

    Raises WeightsError for a file that is missing, broken or hostile, and for what our GPT does not compute.
    """
    return model_of(GGUFFile(path), context)


def import_gguf(path: Path, out: Path, context: int | None = None) -> GPT:
    """Write the model and tokenizer of a GGUF file as a policy folder, markers added as by `import_hf`."""
    file = GGUFFile(path)
    tokenizer = with_markers(gguf_tokenizer(file.get, str(path)))
    model = grow_vocabulary(model_of(file, context), tokenizer.vocab_size)
    save_policy(out, model, tokenizer)
    mark_chat(out, tokenizer)
    return model


def gguf_notes(path: Path, keys: Sequence[str]) -> dict[str, Any]:
    """Those of the metadata fields `keys` that a GGUF file has."""
    file = GGUFFile(path)
    return {key: value for key in keys if (value := file.get(key)) is not None}


def model_of(file: GGUFFile, context: int | None) -> GPT:
    """The model that an open file holds."""
    config, arch = gguf_config(file, context)
    read = file.read
    if arch == "llama":
        # llama.cpp rotates neighbours, so rows of queries and keys come interleaved: put the halves back together
        heads = {"attn_q.weight": config.heads, "attn_k.weight": config.kv_heads}

        def read(name: str) -> Tensor:
            tensor, part = file.read(name), name.split(".", 2)[-1]
            return halves(tensor, heads[part]) if part in heads else tensor

    head = {"output.weight"} if config.tied_embeddings else set()
    return assemble(config, gguf_names(config), file.shapes, read, head)


def halves(weight: Tensor, heads: int) -> Tensor:
    """Rows (heads * head_dim, d_model) from neighbours paired to halves paired, the layout of Hugging Face."""
    rows, width = weight.shape
    return weight.view(heads, rows // heads // 2, 2, width).transpose(1, 2).reshape(rows, width)


def gguf_config(file: GGUFFile, context: int | None = None) -> tuple[ModelConfig, str]:
    """The shape in the metadata, and the architecture's name. Raises WeightsError for what cannot be run here."""
    arch = file.get("general.architecture")
    if arch not in ARCHITECTURES:
        raise WeightsError(f"{file.path} has architecture {arch!r}", f"these are read: {', '.join(ARCHITECTURES)}")

    def get(key: str, default: Any = None) -> Any:
        return file.get(f"{arch}.{key}", default)

    scaling = get("rope.scaling.type", "none")
    if scaling != "none" or "rope_freqs.weight" in file.shapes:
        raise WeightsError(f"{file.path} asks for RoPE scaling, which is not supported", "import another model")
    heads, width = get("attention.head_count"), get("embedding_length")
    longest, layers = get("context_length"), get("block_count")
    experts = get("expert_count", 0)
    try:
        if longest > MAX_CONTEXT or layers > MAX_LAYERS:
            raise WeightsError(f"{file.path} claims {layers:,} layers and a context of {longest:,}", AGAIN)
        head_dim = get("attention.key_length") or width // heads
        if get("attention.value_length", head_dim) != head_dim or get("rope.dimension_count", head_dim) != head_dim:
            raise WeightsError(f"{file.path} has heads of a shape that is not supported", "import another model")
        config = ModelConfig(
            name=file.path.stem,
            vocab_size=file.shapes.get("token_embd.weight", (0,))[0],
            tied_embeddings="output.weight" not in file.shapes,
            layers=layers,
            d_model=width,
            heads=heads,
            kv_heads=get("attention.head_count_kv", heads),
            head_dim=head_dim,
            d_ff=get("feed_forward_length"),
            moe_every=1 if experts else 0,
            experts=experts or 1,
            experts_per_token=get("expert_used_count", 1),
            d_expert=get("expert_feed_forward_length") or get("feed_forward_length"),
            context=min(longest, context or longest),
            rope_theta=get("rope.freq_base", 10_000.0),
            norm_eps=get("attention.layer_norm_rms_epsilon", 1e-6),
            **ARCHITECTURES[arch],
        )
    except ValidationError as error:
        reason = error.errors()[0]
        raise WeightsError(f"{file.path}: {'.'.join(map(str, reason['loc']))}: {reason['msg']}", AGAIN) from None
    except (TypeError, ZeroDivisionError) as error:
        raise WeightsError(f"the metadata of {file.path} is incomplete: {error}", AGAIN) from None
    return config, str(arch)
