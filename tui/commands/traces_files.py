"""`ponder traces export` and `import`: stored traces to files and back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tui.commands.traces_filters import stored, which
from tui.errors import DONE, CommandError
from tui.reading import read_text

FORMATS = ("jsonl", "html")


@click.command("export", short_help="Write traces as JSONL or as one HTML page.")
@click.argument("trace_ids", nargs=-1, metavar="[TRACE_ID...]")
@which
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: what --out ends in, else jsonl.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Default: stdout.")
def export(trace_ids: tuple[str, ...], filters: object, form: str | None, out: Path | None) -> int:
    """Write the traces of these ids, or all that pass the filters, oldest first.

    jsonl is a trace a line, and `import` reads it back; html is one page for a browser, without network or script.
    """
    from agent.export import jsonl
    from agent.export_html import page
    from agent.store import Store

    store = Store.open()
    traces = (store.get(trace_id) for trace_id in stored(trace_ids, filters))  # type: ignore[arg-type]
    if form is None:
        form = "html" if out is not None and out.suffix.lower() in (".html", ".htm") else "jsonl"
    text = page(tuple(traces)) if form == "html" else "".join(f"{line}\n" for line in jsonl(traces))
    if out is None:
        sys.stdout.buffer.write(text.encode())  # UTF-8 whatever the locale: the page says so
    else:
        out.write_text(text, encoding="utf-8")
    return DONE


@click.command("import", short_help="Store the traces of an export or a batch run.")
@click.argument("source", metavar="FILE.jsonl|DIR", type=click.Path(path_type=Path))
@click.option("--suite", help="What to file them under. Default: the suite of the run in DIR.")
def import_traces(source: Path, suite: str | None) -> int:
    """Store the traces of a file that `export` wrote, or of a folder that `ponder eval --out` wrote.

    All of them are stored or, where a line holds no trace, none. A trace that is there already is replaced.
    """
    from agent.export import read_jsonl
    from agent.rundir import SETTINGS, TRACES, read_settings
    from agent.store import Store

    file = source / TRACES if source.is_dir() else source
    if suite is None and (file.parent / SETTINGS).is_file() and file.name == TRACES:
        suite = str(read_settings(file.parent).get("suite", "")) or None
    if not file.exists():
        raise CommandError(f"{file} is not there", "give a file of traces, or the --out of `ponder eval`", kind="file")
    count = Store.open().add_all(read_jsonl(read_text(file).split("\n"), str(file)), suite=suite)
    print(f"{count} traces stored", file=sys.stderr)
    return DONE
