"""Many questions over one policy: who is decoded, who is judged in the meantime, and who joins next.

A question begins when another one ends, its next attempt joins the batch as soon as the last is judged, and verdicts
are given in threads of their own; so an engine's batch stays full, whatever tools and verifier take. Runs are touched
by the thread that drives the policy alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from agent.boundary import attempted
from agent.judging import Failure, Opinion
from agent.policy import Ask, Policy, Rollout, ShouldStop
from agent.run import Run
from agent.tools import Tool
from agent.tools.guard import AT_ONCE
from agent.trace import Trace
from tasks.task import Solution
from verifier.verdict import Check

UNDER_WAY = 64
"""Questions under way at a time: twice the rows of a policy's batch, so that as many can be with the verifier."""
WAIT_SECONDS = 0.05
"""How long an idle policy is kept waiting for a verdict before it looks at `should_stop` again."""
Judgement = Future[list[Failure | Check | Opinion]]
Judging = Callable[[str, Solution, Rollout, str], Iterable[Failure | Check | Opinion]]


class Schedule:
    """The runs of a batch. It is what a policy asks for more (`agent.policy.Joining`)."""

    def __init__(
        self,
        questions: Sequence[str],
        new_run: Callable[[str], Run],
        judging: Judging,
        should_stop: ShouldStop | None = None,
        on_done: Callable[[int, Trace], None] | None = None,
    ) -> None:
        self.questions, self.new_run, self.judging = questions, new_run, judging
        self.should_stop, self.on_done = should_stop, on_done
        self.traces: dict[int, Trace] = {}
        self._runs: dict[int, Run] = {}
        """Those under way, by the place of their question."""
        self._begun = 0
        self._asks: list[tuple[int, Ask]] = []
        """Every ask so far, with the place of its question; the first `_handed` of them are with the policy."""
        self._handed = 0
        self._open: dict[int, int] = {}
        """Attempts of each run's round that are not judged yet."""
        self._judged: dict[Judgement, tuple[int, Ask, Rollout]] = {}
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="verifier")
        self._by_rounds = False
        """Whether asks wait for each other: a policy that nobody can join decodes them in as few batches as can be."""
        self._error: Exception | None = None

    @property
    def most(self) -> int:
        """Rows that there can be at a time: attempts of a round are made together."""
        rounds = [run.settings.samples for run in self._runs.values()]
        return min(UNDER_WAY, len(self.questions)) * max(rounds, default=1)

    def run(self, policy: Policy, tools: Mapping[str, Tool]) -> list[Trace]:
        """Answer all questions; a trace each, in order. Raises what `on_done` raises."""
        joining = self if getattr(policy, "joins", False) else None
        self._by_rounds = joining is None
        try:
            while (asks := self(idle=True)) is not None:
                first = self._handed - len(asks)
                for index, event in attempted(policy, asks, tools, self.should_stop, joining) if asks else ():
                    self._hear(*self._asks[first + index], event)
                    self._raise()
                self._raise()
        finally:
            self._threads.shutdown(wait=False, cancel_futures=True)
        return [self.traces[i] for i in range(len(self.questions))]

    def __call__(self, idle: bool) -> Sequence[Ask] | None:
        """The asks that have become due; None when all questions are answered."""
        try:
            self._collect(idle)
            while len(self._runs) < UNDER_WAY and self._begun < len(self.questions):
                self._begin()
        except Exception as error:  # on its way it would meet the policy's boundary, and it is not the policy's
            self._error = error
            return None
        if self._by_rounds and self._judged:
            return []
        due = [ask for _, ask in self._asks[self._handed :]]
        self._handed = len(self._asks)
        return due if due or self._runs else None

    def _begin(self) -> None:
        place, self._begun = self._begun, self._begun + 1
        run = self._runs[place] = self.new_run(self.questions[place])
        run.begin()
        self._plan(place, run)

    def _plan(self, place: int, run: Run) -> None:
        """The run's next round, or its end."""
        asks = run.asks()
        for ask in asks:
            run.open(ask)
            self._asks.append((place, ask))
        self._open[place] = len(asks)
        if asks:
            return
        run.over()
        run.weigh()
        run.end()
        del self._runs[place]
        self.traces[place] = Trace(events=tuple(run.events))
        if self.on_done is not None:
            self.on_done(place, self.traces[place])

    def _hear(self, place: int, ask: Ask, event: object) -> None:
        run = self._runs[place]
        if isinstance(event, Rollout):
            job = self._threads.submit(self._judge, run.question, run.solution(ask.attempt), event, ask.question)
            self._judged[job] = (place, ask, event)
        else:
            run.step(event)  # type: ignore[arg-type]

    def _judge(
        self, question: str, solution: Solution, rollout: Rollout, asked: str
    ) -> list[Failure | Check | Opinion]:
        return list(self.judging(question, solution, rollout, asked))

    def _collect(self, idle: bool) -> None:
        """Take the verdicts that are there; with nothing else to do, wait a moment for the next one."""
        due = self._handed < len(self._asks) and not self._by_rounds
        if idle and self._judged and not due:
            wait(self._next(), timeout=WAIT_SECONDS, return_when=FIRST_COMPLETED)
        while done := [job for job in self._next() if job.done()]:
            for job in done:
                self._take(job)

    def _next(self) -> list[Judgement]:
        """Of each run the verdict to be taken next: in the order in which its attempts ended, whichever thread is
        first, so that a trace is the same every time."""
        first: dict[int, Judgement] = {}
        for job, (place, _, _) in self._judged.items():
            first.setdefault(place, job)
        return list(first.values())

    def _take(self, job: Judgement) -> None:
        place, ask, rollout = self._judged.pop(job)
        run = self._runs[place]
        for told in job.result():
            run.judged(ask, rollout, told)
        self._open[place] -= 1
        if not self._open[place]:
            run.cut = run.cut or (self.should_stop is not None and self.should_stop())
            self._plan(place, run)

    def _raise(self) -> None:
        if self._error is not None:
            raise self._error
