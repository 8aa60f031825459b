"""The goals, what was measured for each, and whether it is met.

Every figure is a ratio within one round; of the rounds the median counts, with the lowest and the highest as interval.
A goal is missed only if the whole interval is past it.
"""

import math
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from tests.bench.client import middle

PAGE_GOALS = {"list": (1, 2.5), "detail": (2, 3.0), "dashboard": (3, 2.0), "own page": (4, 2.0)}
QUERIES = {"list": 8, "detail": 12, "dashboard": 10, "own page": 8}
EXPONENTS = {"list": 0.10, "detail": 0.05, "dashboard": 0.10, "own page": 0.05}
MAILS_A_TASK = 1_000     # fifty rounds of twenty: coprod.post.tasks.deliver_waiting
MET, OPEN, MISSED = "met", "within the noise", "missed"


class Judged(NamedTuple):
    goal: int
    what: str
    limit: str
    measured: str
    interval: str
    verdict: str


def at_most(goal: int, what: str, limit: float, values: Iterable[float]) -> Judged:
    """A goal that no round may pass altogether. A limit below nought means "at least" its amount."""
    sign = -1 if limit < 0 else 1
    found = sorted(values)
    median, best = middle(found), found[0] if sign > 0 else found[-1]
    verdict = MET if sign * median <= limit else OPEN if sign * best <= limit else MISSED
    return Judged(goal, what, f"{'at least' if sign < 0 else 'at most'} {abs(limit):g}", f"{median:.2f}",
                  f"{found[0]:.2f} to {found[-1]:.2f}", verdict)


def judge(results: dict[str, Any]) -> list[Judged]:
    """All goals for which there are results, in their order."""
    return sorted([
        *_of_pages(results["pages"]), *_of_sweeps(results["sweeps"]), *_of_sending(results.get("sending"))], key=lambda judged: judged.goal)


def _of_pages(sizes: list[dict[str, Any]]) -> Iterable[Judged]:
    if not sizes:
        return
    small, large = sizes[0], sizes[-1]
    weight, rounds = large["weight"], large["rounds"]

    def in_rounds(figure: Callable[[dict[str, Any]], float]) -> list[float]:
        return [figure(one) for one in rounds]

    for page, (goal, limit) in PAGE_GOALS.items():
        for key, words in (("p50", "server time"), ("cpu", "CPU")):
            yield at_most(goal, f"{page}, {large['size']:,} programmes, {words} / B", limit,
                          in_rounds(lambda one, page=page, key=key: one["1"][page][key] / one["1"]["table"][key]))
    for page, most in QUERIES.items():
        counts = sorted({size["weight"][page]["queries"] for size in sizes})
        same = len(counts) == 1 and (page != "list" or weight["list of one"]["queries"] == counts[0])
        yield Judged(6, f"{page}, queries at every size" + (", 1 and 25 rows" if page == "list" else ""), f"at most {most}, the same",
                     ", ".join(map(str, counts)), "-", MET if same and counts[-1] <= most else MISSED)
    if small["size"] != large["size"]:
        for page, limit in EXPONENTS.items():
            growth = [math.log(last["1"][page]["p50"] / first["1"][page]["p50"]) / math.log(large["size"] / small["size"])
                      for first, last in zip(small["rounds"], rounds, strict=True)]
            yield at_most(7, f"{page}, growth of server time from {small['size']:,} on, exponent", limit, growth)
    for page in PAGE_GOALS:
        yield at_most(8, f"{page}, 8 clients: server p95 / p50 of one", 2.2, in_rounds(
            lambda one, page=page: one["8"][page]["p95"] / one["1"][page]["p50"]))
        yield at_most(8, f"{page}, 8 clients: answers a second / of one", -1.6, in_rounds(
            lambda one, page=page: one["8"][page]["per_second"] / one["1"][page]["per_second"]))
    for page in (*PAGE_GOALS, "stage"):
        most = 40_000 if page == "list" else 30_000
        size, packed = weight[page]["bytes"], weight[page]["gzip"]
        fits = size <= most and (page != "list" or packed <= 6_000)
        yield Judged(9, f"{page}, bytes (gzip)", f"at most {most:,}" + (" (6,000)" if page == "list" else ""),
                     f"{size:,} ({packed:,})", "-", MET if fits else MISSED)


def _of_sweeps(sweeps: list[dict[str, Any]]) -> Iterable[Judged]:
    if not sweeps:
        return
    large, small = sweeps[-1], sweeps[0]
    of = f"sweep of {large['answers']:,} answers"
    for run, limit in (("first", 2.0), ("second", 1.2)):
        for key, words in (("ms", "time"), ("cpu", "CPU")):
            yield at_most(11, f"{of}, {run} run, {words} / S", limit,
                          [one["ours"][run][key] / one["limit"][run][key] for one in large["rounds"] if one["limit"][run][key]])
    if small["size"] != large["size"]:
        yield at_most(11, f"sweep, growth of a first run from {small['answers']:,} on, exponent", 1.0, [
            math.log(last["ours"]["first"]["ms"] / first["ours"]["first"]["ms"]) / math.log(large["answers"] / small["answers"])
            for first, last in zip(small["rounds"], large["rounds"], strict=False)])
    same = all(one["same"] for sweep in sweeps for one in sweep["rounds"])
    yield Judged(11, "sweep, leaves behind what S leaves", "the same", "the same" if same else "not the same", "-", MET if same else MISSED)
    for sweep in sweeps:
        most = max(1 + one["ours"]["reminders"] / 100 for one in sweep["rounds"])
        yield at_most(13, f"sweep of {sweep['answers']:,} answers with {sweep['rounds'][0]['ours']['reminders']:,} reminders, tasks", most,
                      [one["ours"]["tasks"] for one in sweep["rounds"]])
    definition = large["definition"]
    yield at_most(12, f"which stages are complete, {large['answers']:,} answers / by hand", 1.1,
                  [one["ours"] / one["limit"] for one in definition["rounds"]])
    yield Judged(12, "which stages are complete, same answer", "the same", "the same" if definition["same"] else "not the same", "-",
                 MET if definition["same"] else MISSED)


def _of_sending(sending: dict[str, Any] | None) -> Iterable[Judged]:
    if not sending:
        return
    rounds, mails = sending["rounds"], sending["mails"]
    for commit, words in (("1", "each committed by itself"), ("20", "twenty in a commit")):
        yield at_most(14, f"sending {mails:,} mails, {words}, mails a second / M", -0.8, [
            one[f"ours {commit}"]["per_second"] / one[f"limit {commit}"]["per_second"] for one in rounds])
    tasks = math.ceil(mails / MAILS_A_TASK)
    yield at_most(13, f"queue for {mails:,} mails, share of the time of sending", 0.05, [
        tasks * one["ours 1"]["task_ms"] / one["ours 1"]["ms"] for one in rounds])


def as_table(judged: Iterable[Judged]) -> str:
    """The goals as a markdown table."""
    head = ("Goal", "What", "Limit", "Measured", "Interval", "Verdict")
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in each) + " |" for each in judged]
    return "\n".join(lines)
