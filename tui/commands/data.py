"""`ponder data`: public data sets fetched and shown, human-written problems multiplied, leaks of tests found."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui import options
from tui.commands.train import parse_changes
from tui.errors import DONE, NOT_ACCEPTED, CommandError
from tui.progress import Progress
from tui.text import json_line, one_line

if TYPE_CHECKING:
    from tasks.task import Task

changes_option = click.option("--set", "changes", multiple=True, metavar="KEY=VALUE", help="Change a setting.")
form_option = click.option("--format", "form", default=None, help="The file's format; default: JSONL, or the set's.")


@click.group("data", short_help="Data sets and mixtures: list, fetch, show, build, check.", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int | None:
    """Public data sets and what is made of them. Without a subcommand: list the sets."""
    return ctx.invoke(list_sets) if ctx.invoked_subcommand is None else None


@command.command("list")
@options.as_json
def list_sets(as_json: bool) -> int:
    """The sets that can be fetched, their licences, and which are here."""
    from tasks.public_data import SETS, folder_of, present

    for name, found in SETS.items():
        here = present(found)
        row = {
            "name": name,
            "about": found.about,
            "licence": found.licence,
            "here": here,
            "folder": str(folder_of(found)),
        }
        size = sum(file.size for file in found.files) / 1e6
        shown = f"{name:<16} {size:>5.1f} MB  {'here  ' if here else 'absent'}  {found.about}. Licence: {found.licence}"
        print(json_line(row) if as_json else one_line(shown))
    return DONE


@command.command("fetch")
@click.argument("name")
@click.option("--base", default=None, metavar="URL", help="A mirror in place of the repositories' own server.")
@options.as_json
def fetch_set(name: str, base: str | None, as_json: bool) -> int:
    """Download a set from its home, check it, and say its licence."""
    from tasks.public_data import data_set, fetch
    from tasks.public_data.sets import RAW

    found = data_set(name)
    with Progress(f"fetching {found.name}") as bar:
        paths = fetch(found, base=base or RAW, told=lambda file, done, size: bar.update(done, size, {"file": file}))
    if as_json:
        print(json_line({"name": name, "files": [str(path) for path in paths], "licence": found.licence}))
    else:
        print("\n".join(map(str, paths)))
        print(f"Licence: {found.licence}")
    return DONE


@command.command("show")
@click.argument("source", metavar="NAME|PATH|MIXTURE")
@click.option("-n", "count", type=click.IntRange(min=1), help="How many; default 5, of a mixture 20.")
@form_option
@changes_option
@click.option("--steps", "look", type=click.IntRange(min=1), default=4, show_default=True, help="Batches looked at.")
@options.policy
@options.seed
@options.as_json
def show(
    source: str,
    count: int | None,
    form: str | None,
    changes: tuple[str, ...],
    look: int,
    policy: str | None,
    seed: int,
    as_json: bool,
) -> int:
    """A few tasks of a fetched set, a file or a folder, with their solutions; or what the trainer sees of a mixture.

    A mixture is a training configuration: a TOML file with a [mixture], or one that ships (`sft-micro`). Its share of
    tokens, lengths and losses are counted in batches over the whole training, and documents of them are shown as the
    model reads them: `+` marks what the loss takes, `-` what is given. --set, --steps and --policy (whose tokenizer)
    are for mixtures. A file called pretrain-... is shown with loss on every token.
    """
    import random

    from tui import mixtures

    if mixtures.is_mixture(source):
        return mixtures.show(source, parse_changes(changes), count or mixtures.SAMPLES, look, policy, seed, as_json)
    tasks = load(source, form)
    for task in random.Random(seed).sample(tasks, min(count or 5, len(tasks))):
        print(json_line(task.model_dump(mode="json")) if as_json else readable(task))
    return DONE


@command.command("decontaminate")
@click.argument("mixture", metavar="MIXTURE")
@changes_option
@click.option("--generated", type=click.IntRange(min=1), default=2000, show_default=True, help="Tasks drawn a source.")
@options.out_folder(required=False)
@options.seed
@options.as_json
def decontaminate(
    mixture: str, changes: tuple[str, ...], generated: int, out: Path | None, seed: int, as_json: bool
) -> int:
    """Does a mixture give a test away? Each source against every dev and test file at hand, and every suite.

    Public rows and text are read in full, of what is generated --generated tasks are drawn. --out keeps the report as
    decontamination.json and decontamination.txt. Exit code 1: something that would be trained on gives a test away.
    """
    from tui import mixtures

    return mixtures.decontaminate(mixture, parse_changes(changes), generated, out, seed, as_json)


@command.command("build")
@click.argument("source", metavar="NAME|PATH")
@click.option("--n", "count", type=click.IntRange(min=1), required=True, help="How many problems to make.")
@form_option
@options.seed
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE", help="JSONL.")
@options.as_json
def build(source: str, count: int, form: str | None, seed: int, out: Path, as_json: bool) -> int:
    """Multiply human-written problems: fresh numbers, people and things, the solution recomputed."""
    import random

    from tasks.multiply import reason
    from tasks.resample import resample

    rng = random.Random(seed)
    tasks = load(source, form)
    usable = [task for task in tasks if resample(task, random.Random(seed)) is not None]
    if not usable:
        why = reason(tasks[0], rng) if tasks else "it holds no tasks"
        raise CommandError(f"no problem of {source} can be multiplied", why, kind="data", exit_code=3)
    made: list[Task] = []
    while len(made) < count:
        fresh = resample(usable[len(made) % len(usable)] if count >= len(usable) else rng.choice(usable), rng)
        made += [fresh] if fresh is not None else []
    out.write_text("".join(json_line(task.model_dump(mode="json")) + "\n" for task in made), encoding="utf-8")
    row = {"problems": len(tasks), "usable": len(usable), "made": len(made), "file": str(out)}
    print(
        json_line(row) if as_json else f"{len(usable)} of {len(tasks)} problems can be multiplied; {out}: {len(made)}"
    )
    return DONE


@command.command("check")
@click.option("--train", "train", type=click.Path(path_type=Path), multiple=True, help="Training files (JSONL).")
@click.option("--test", "tests", type=click.Path(path_type=Path), multiple=True, help="Test files (JSONL).")
@click.option("--generated", type=click.IntRange(min=0), default=2000, show_default=True, help="Generated tasks drawn.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="The leaks, as JSONL.")
@options.as_json
def check(train: tuple[Path, ...], tests: tuple[Path, ...], generated: int, out: Path | None, as_json: bool) -> int:
    """Does a test leak into training? Same questions, and thirteen words in a row, against every test at hand.

    Without --train and --test: the files of the data folder whose names end in _train, and in _dev, _valid or _test;
    and, unless --generated is 0, that many generated training tasks against the suites. Exit code 1: there are leaks.
    """
    from tasks.leaks import Index, files_of, questions_of
    from tasks.public_data.fetch import home

    if not train and not tests and home().is_dir():
        found = files_of(home())
        train, tests = tuple(found[0]), tuple(found[1])
    if not (train and tests) and not generated:
        raise CommandError("nothing to compare", "--train and --test name files; PONDER_DATA names a folder of them")
    training = {path.name: questions_of(path) for path in train}
    tested = {path.name: questions_of(path) for path in tests}
    if generated:
        drawn = generated_questions(generated)
        training |= drawn[0]
        tested |= drawn[1]
    leaks: list[dict[str, str]] = []
    for test, tasks in tested.items():
        index = Index.of(tasks)
        for source, candidates in training.items():
            found_here = index.leaks(candidates)
            leaks += [{"train_file": source, "test_file": test, **vars(leak)} for leak in found_here]
            if found_here:
                same = sum(leak.kind == "question" for leak in found_here)
                row = {"train": source, "test": test, "of": len(candidates), "questions": same}
                row |= {"rows_of_words": len(found_here) - same}
                words = f"{same} questions, {len(found_here) - same} rows of 13 words, of {len(candidates)}"
                print(json_line(row) if as_json else one_line(f"{source} -> {test}: {words}"))
    if out is not None:
        out.write_text("".join(json_line(leak) + "\n" for leak in leaks), encoding="utf-8")
    if not as_json:
        leaking = {(leak["train_file"], leak["train"]) for leak in leaks}
        print(f"{len(leaking)} training tasks leak, {len(training) * len(tested)} pairs of files")
    return NOT_ACCEPTED if leaks else DONE


def generated_questions(count: int) -> tuple[dict[str, list[Task]], dict[str, list[Task]]]:
    """Training tasks of `core`, and the test split of every suite."""
    from tasks.suites import SUITES

    sizes = {name: min(suite.size, count) for name, suite in SUITES.items()}
    tests = {f"suite {name}": suite.sample(sizes[name]) for name, suite in SUITES.items()}
    return {"generated": SUITES["core"].sample(count, split="train")}, tests


def load(source: str, form: str | None) -> list[Task]:
    """The tasks of a fetched set by name, or of a file or folder."""
    from tasks.public_data import SETS, folder_of, present
    from tasks.readers import read

    if source in SETS and not Path(source).exists():
        found = SETS[source]
        if not present(found):
            raise CommandError(f"{source} is not here", f"ponder data fetch {source}", kind="data", exit_code=3)
        if found.form == "text":
            raise CommandError(f"{source} is text, not tasks", f"it lies in {folder_of(found)}", exit_code=2)
        folder = folder_of(found)
        return [task for file in found.files for task in read(folder / file.name, form or found.form)]
    return read(source, form or "jsonl")


def readable(task: Task) -> str:
    """A task for a person: the question, the steps of its solution, the answer."""
    lines: Iterable[str] = ()
    if task.solution is not None:
        lines = (
            f"  > {one_line(step.input)}" if step.kind == "call" else f"  {one_line(step.text)}"
            for step in task.solution.steps
        )
    head = f"[{one_line(task.family)}, level {task.level}] {one_line(task.question)}"
    return "\n".join([head, *lines, f"  = {one_line(task.answer)}"])
