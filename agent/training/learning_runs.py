"""The commands that learn from attempts: GRPO, DPO, rejection sampling. Each reads a TOML and fills a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from agent.errors import TrainingError
from agent.letters import mark, marked
from agent.policy import CoreModelPolicy
from agent.tools import Calculator, Tool, default_tools, guarded
from agent.training.attempts import problem_sources
from agent.training.collect import CollectConfig, collect, read_lines, write_lines
from agent.training.dpo import DpoConfig, DpoTrainer, lines_of, pairs_from, pairs_of, with_reference
from agent.training.grpo import GrpoConfig, GrpoTrainer
from agent.training.mixture_file import from_settings, train_config
from agent.training.rejection import OwnAttempts, RejectionConfig, documents
from agent.training.rewards import RewardConfig
from agent.training.runs import DTYPES, Report, read_config, write_settings
from agent.training.validation import ValidationConfig
from core_model.checkpoint import load_model, load_tokenizer, policy_folder, save_policy
from core_model.training.resume import checkpoints
from core_model.training.trainer import Trainer

C = TypeVar("C", bound=BaseModel)


def part(settings: Mapping[str, Any], name: str, model: type[C]) -> C:
    """A table of a configuration as its frozen object. Raises TrainingError that names the field."""
    try:
        return model.model_validate(settings.get(name, {}))
    except ValidationError as error:
        reason = error.errors()[0]
        where = ".".join(map(str, reason["loc"]))
        raise TrainingError(f"[{name}] {where}: {reason['msg']}", f"see {model.__name__}") from None


def check(settings: Mapping[str, Any], known: set[str]) -> None:
    """Raises TrainingError for a table or key that no part of the run reads, and for a precision that is none."""
    for name in settings:
        if name not in known:
            raise TrainingError(f"nothing reads {name!r} of this configuration", f"known: {', '.join(sorted(known))}")
    if settings.get("save_as", "fp32") not in DTYPES:
        raise TrainingError(f"save_as is {settings['save_as']!r}", f"choose {' or '.join(DTYPES)}")


@contextmanager
def toolbox() -> Iterator[Mapping[str, Tool]]:
    """The tools of the agent; the calculator's worker ends with the block."""
    tools = default_tools()
    try:
        yield guarded(tools)
    finally:
        if isinstance(calculator := tools["calculator"], Calculator):
            calculator.pool.close()


def load_policy(settings: Mapping[str, Any]) -> tuple[CoreModelPolicy, bool]:
    """The policy in `init`, and whether stories are put to it with letters."""
    folder = policy_folder(settings.get("init"))
    letters = marked(folder)
    return CoreModelPolicy(load_model(folder), load_tokenizer(folder), folder.name, letters=letters), letters


def begin(out: Path, settings: Mapping[str, Any], resume: bool) -> None:
    """Raises TrainingError when `out` holds a run and it is not to be resumed; else notes what is asked for."""
    if not resume and checkpoints(out):
        raise TrainingError(f"{out} holds a run already", "continue it with --resume, or choose another --out")
    write_settings(out, settings)


def finish(out: Path, policy: CoreModelPolicy, letters: bool, settings: Mapping[str, Any]) -> None:
    """Write the policy to `out`, marked as its origin was."""
    save_policy(out, policy.model, policy.transcript.tokenizer, DTYPES[settings.get("save_as", "fp32")])
    if letters:
        mark(out)


def run_grpo(
    config: str | Path, overrides: Mapping[str, str], out: Path, resume: bool = False, report: Report | None = None
) -> None:
    """Reinforce the policy in `init` on the sources in `[problems]`; writes a policy to `out`."""
    settings = read_config("grpo", config, overrides)
    check(settings, {"init", "save_as", "problems", "train", "reward", "validation"})
    numbers = part(settings, "train", GrpoConfig)
    rewards, validation = part(settings, "reward", RewardConfig), part(settings, "validation", ValidationConfig)
    draws = problem_sources(settings.get("problems"))
    policy, letters = load_policy(settings)
    begin(out, settings, resume)
    reference = deepcopy(policy.model) if numbers.kl else None
    with toolbox() as tools:
        trainer = GrpoTrainer(policy, tools, draws, numbers, out, rewards, validation, reference)
        if resume:
            trainer.updater.resume()
        trainer.run(report)
    finish(out, policy, letters, settings)


def run_dpo(
    config: str | Path, overrides: Mapping[str, str], out: Path, resume: bool = False, report: Report | None = None
) -> None:
    """Train the policy in `init` to prefer its right attempts; keeps the pairs in `out/pairs.jsonl`, writes a policy to
    `out`."""
    settings = read_config("dpo", config, overrides)
    check(settings, {"init", "save_as", "problems", "collect", "train"})
    numbers, how = part(settings, "train", DpoConfig), part(settings, "collect", CollectConfig)
    draws = problem_sources(settings.get("problems"))
    policy, letters = load_policy(settings)
    begin(out, settings, resume)
    path = out / "pairs.jsonl"
    if not (resume and path.is_file()):
        with toolbox() as tools:
            found = [pair for group in collect(policy, tools, draws, how) for pair in pairs_of(group, how.per_problem)]
        write_lines(path, lines_of(with_reference(policy.model, found, numbers.rows)))
    trainer = DpoTrainer(policy.model, pairs_from(read_lines(path)), numbers, out)
    if resume:
        trainer.updater.resume()
    trainer.run(report)
    finish(out, policy, letters, settings)


def run_rejection(
    config: str | Path, overrides: Mapping[str, str], out: Path, resume: bool = False, report: Report | None = None
) -> None:
    """Fine-tune the policy in `init` on its own attempts that hold; keeps them in `out/attempts.jsonl`, writes a policy
    to `out`."""
    settings = read_config("rejection", config, overrides)
    mixed = {"mixture", "cap", "practice", "retry_share", "clean_text", "preface_share"}
    check(settings, {"init", "save_as", "problems", "collect", "train"} | mixed)
    numbers, how = train_config(settings), part(settings, "collect", RejectionConfig)
    draws = problem_sources(settings.get("problems"))
    policy, letters = load_policy(settings)
    transcript = policy.transcript
    if how.own_share < 1 and not letters:
        raise TrainingError(
            "the policy in `init` is asked without letters, and the mixture's stories have them",
            "set collect.own_share = 1 for its own attempts alone, or start from a policy trained on letters",
        )
    mixture = from_settings(settings, transcript, numbers, loss_on_all=False) if how.own_share < 1 else None
    begin(out, settings, resume)
    path = out / "attempts.jsonl"
    if not (resume and path.is_file()):
        with toolbox() as tools:
            groups = collect(policy, tools, draws, how)
            write_lines(path, (line for group in groups for line in documents(transcript, group, how)))
    source = OwnAttempts(
        read_lines(path), numbers.rows * numbers.length, numbers.length, numbers.seed, how.own_share, mixture
    )
    trainer = Trainer(policy.model, source, numbers, out)
    if resume:
        trainer.resume()
    trainer.run(report)
    finish(out, policy, letters, settings)
