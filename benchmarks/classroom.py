"""A class on one server: how fast it starts, how fast pictures follow, how much memory it takes.

Usage: python benchmarks/classroom.py [--sizes 1 5 10 20 30] [--seconds 8] [--write docs/class.md]

For each size so many kernels are started on one Jupyter server at the same moment, and each runs
all of lesson 03. The time runs until the last is done. Then each learner moves a slider of
`explore.field()` without a pause, as a browser does it: the next place is sent when it is due and
the last was answered. The latency runs from the message with the slider's place to the picture
that answers it, on the wire: a browser takes a frame or two more to paint it.

Memory is PSS, in which what several kernels share is counted in shares, after all that; it is read
from /proc, so that this runs on Linux alone. What a move costs the server and its kernel in time of
the processor does not depend on what else the machine does. The client takes part of the processor
as well: its share is printed.
"""

import argparse
import asyncio
import json
import os
import re
import statistics
import sys
import time
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import live_lab  # noqa: E402

LESSON = ROOT / "notebooks" / "03_gradient_field.ipynb"
SIZES, RATES, SECONDS = (1, 5, 10, 20, 30), (2, 10), 8
PATIENCE = 300  # seconds for one answer
# After the lesson: the slider that is played, and its places.
PLAYED = """
from gradlab.explore import gradient_field
played = next(e for e in Out.values() if getattr(e, "code", "").startswith("explore.field("))
slider = played.controls["x0"]
print("PLAYED", slider.comm.comm_id, slider.min, slider.max, slider.step)
"""
TITLES = (
    "learners | all are ready after s | p50 ms, 2 moves/s | p95 ms | moves/s"
    " | p50 ms, 10 moves/s | p95 ms | moves/s | processor ms a move | MB a learner | MB the server"
)


class Learner:
    """A kernel on the server, and the connection through which a browser would use it."""

    def __init__(self, server, token):
        self._server, self._token = server, token
        self._waits = {}  # by the id of a message: what waits for its answer

    async def begin(self, sources):
        """Start a kernel, run the lesson, and find the slider to play with."""
        headers = {"Authorization": f"token {self._token}"}
        ask = HTTPRequest(
            f"http://{self._server}/api/kernels",
            method="POST",
            body='{"name": "python3"}',
            headers=headers,
            request_timeout=PATIENCE,
        )
        answer = await AsyncHTTPClient().fetch(ask)
        self.id = json.loads(answer.body)["id"]
        address = f"ws://{self._server}/api/kernels/{self.id}/channels"
        patience = {"connect_timeout": PATIENCE, "request_timeout": PATIENCE}
        self._socket = await websocket_connect(HTTPRequest(address, headers=headers, **patience))
        self._reader = asyncio.create_task(self._read())
        for source in [*sources, PLAYED]:
            printed = await self._run(source)
        self._slider, *ends = re.search("PLAYED (.*)", printed)[1].split()
        low, high, step = map(float, ends)
        count = round((high - low) / step)
        self._places = [low + step * (k if k <= count else 2 * count - k) for k in range(2 * count)]

    async def _run(self, source):
        content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False}
        seen = await self._ask("execute_request", content, _is_end_of_cell)
        errors = [m["content"]["evalue"] for m in seen if m["msg_type"] == "error"]
        if errors:
            raise RuntimeError(errors[0])
        return "".join(m["content"]["text"] for m in seen if m["msg_type"] == "stream")

    async def play(self, rate, seconds):
        """Move the slider for some seconds; return the latency of each move in ms."""
        times, start, number = [], time.perf_counter(), 0
        while (now := time.perf_counter()) < start + seconds:
            state = {"value": self._places[number % len(self._places)]}
            data = {"method": "update", "state": state, "buffer_paths": []}
            await self._ask(
                "comm_msg", {"comm_id": self._slider, "data": data}, lambda m: _is_picture(m[-1])
            )
            times.append(1000 * (time.perf_counter() - now))
            number += 1
            await asyncio.sleep(max(0, now + 1 / rate - time.perf_counter()))
        return times[1:]  # the first finds the code cold

    async def _ask(self, kind, content, is_enough):
        """Send a message; return the messages that answer it, until they are enough."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": self.id}
        message = {"header": header | {"version": "5.3", "date": ""}, "parent_header": {}}
        message |= {"metadata": {}, "content": content, "channel": "shell", "buffers": []}
        seen, done = [], asyncio.get_running_loop().create_future()
        self._waits[header["msg_id"]] = seen, done, is_enough
        await self._socket.write_message(json.dumps(message))
        await asyncio.wait_for(done, PATIENCE)
        del self._waits[header["msg_id"]]
        return seen

    async def _read(self):
        while (raw := await self._socket.read_message()) is not None:
            if isinstance(raw, bytes):  # with buffers: their number, their places, then the JSON
                count = int.from_bytes(raw[:4], "big")
                places = [int.from_bytes(raw[4 * k : 4 * k + 4], "big") for k in (1, 2)]
                raw = raw[places[0] : places[1] if count > 1 else None]
            message = json.loads(raw)
            wait = self._waits.get(message["parent_header"].get("msg_id"))
            if wait:
                seen, done, is_enough = wait
                seen.append(message)
                if is_enough(seen) and not done.done():
                    done.set_result(None)

    async def end(self):
        """Close the connection, and let the server end the kernel."""
        self._reader.cancel()
        self._socket.close()
        headers = {"Authorization": f"token {self._token}"}
        address = f"http://{self._server}/api/kernels/{self.id}"
        ask = HTTPRequest(address, method="DELETE", headers=headers, request_timeout=PATIENCE)
        await AsyncHTTPClient().fetch(ask)


def _is_end_of_cell(seen):
    is_idle = any(
        m["msg_type"] == "status" and m["content"]["execution_state"] == "idle" for m in seen
    )
    return is_idle and any(m["msg_type"] == "execute_reply" for m in seen)


def _is_picture(message):
    data = message["content"].get("data", {}) if message["msg_type"] == "comm_msg" else {}
    return "foreground" in data.get("state", {})


def pss(process):
    """Return the PSS of a process in MB."""
    text = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1]) / 1024


def processor_ms(found):
    """Return for how long processes have been computing, in ms."""
    times = [process.cpu_times() for process in found]
    return 1000 * sum(its.user + its.system for its in times)


def processes():
    """Return the server, and its kernels."""
    (server,) = psutil.Process().children()
    is_kernel = lambda process: "ipykernel_launcher" in " ".join(process.cmdline())  # noqa: E731
    return server, [child for child in server.children(recursive=True) if is_kernel(child)]


async def measure(server, token, size, seconds):
    """Return the cells of one line of the table."""
    notebook = nbformat.read(LESSON, as_version=4)
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    learners = [Learner(server, token) for _ in range(size)]
    start = time.perf_counter()
    await asyncio.gather(*(learner.begin(sources) for learner in learners))
    cells = [f"{time.perf_counter() - start:.1f}"]
    parent, kernels = processes()
    moves, used = 0, processor_ms([parent, *kernels])
    for rate in RATES:
        played = await asyncio.gather(*(learner.play(rate, seconds) for learner in learners))
        times = [t for its in played for t in its]
        moves += len(times) + size
        p95 = statistics.quantiles(times, n=20)[-1]
        each = (len(times) + size) / size / seconds
        cells += [f"{statistics.median(times):.0f}", f"{p95:.0f}", f"{each:.1f}"]
    cells.append(f"{(processor_ms([parent, *kernels]) - used) / moves:.1f}")
    cells += [f"{sum(map(pss, kernels)) / size:.0f}", f"{pss(parent):.0f}"]
    await asyncio.gather(*(learner.end() for learner in learners))
    return cells


def write(lines, path):
    """Put the table into a page, between its marks."""
    text = path.read_text(encoding="utf-8")
    start, end = "<!-- classroom -->\n", "\n<!-- end of classroom -->"
    before, _, rest = text.partition(start)
    _, mark, after = rest.partition(end)
    if not mark:
        raise ValueError(f"{path.name} has no place for the table")
    path.write_text(before + start + "\n".join(lines) + end + after, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of play at each rate")
    parser.add_argument("--write", type=Path, help="the page to put the table in: docs/class.md")
    given = parser.parse_args()
    AsyncHTTPClient.configure(None, max_clients=max(given.sizes))  # else ten at once
    lines = [f"| {TITLES} |", "|" + "--:|" * (TITLES.count("|") + 1)]
    print(*lines, sep="\n")
    begun = time.perf_counter()
    with live_lab.jupyter_lab([LESSON]) as address:
        split = urlsplit(address(LESSON.name))
        token = re.search(r"token=(\w+)", split.query)[1]
        for size in given.sizes:
            cells = asyncio.run(measure(split.netloc, token, size, given.seconds))
            lines.append(f"| {size} | {' | '.join(cells)} |")
            print(lines[-1], flush=True)
    mine = time.process_time() / (time.perf_counter() - begun)
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    print(f"\nThe client took {mine:.0%} of one processor. Load: {load}. Took "
          f"{time.perf_counter() - begun:.0f} s.")  # fmt: skip
    if given.write:
        write(lines, given.write)


if __name__ == "__main__":
    main()
