"""The load generators: wrk for peak rates, the open-loop generator for latency at a fixed rate."""

import json
import os
import pathlib
import subprocess
import tempfile
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from web import send

HERE = pathlib.Path(__file__).parent


@dataclass
class Work:
    """One kind of request: its bodies, or the queries of a GET, are sent in turn; "{n}" in one becomes a number of its
    own. Where each answer holds the token that the next request needs, `chained` is that member's name: a body ends with
    such a token, and each is sent once."""

    method: str
    url: str
    headers: dict = field(default_factory=dict)
    bodies: list = field(default_factory=list)
    chained: str = ""

    def body(self, number=0):
        return self.bodies[number % len(self.bodies)].replace("{n}", uuid.uuid4().hex) if self.bodies else None

    def look(self):
        """The answer to one request, to be judged."""
        body = self.bodies.pop() if self.chained else self.body()
        asked = (self.url, body) if self.method != "GET" else (self.url + (body or ""), None)
        return send(self.method, *asked, self.headers)

    def load(self, connections, seconds):
        return wrk(self, connections, seconds)


def wrk(work, connections, seconds, timeout=10):
    """A window of closed-loop load: requests a second and latencies in milliseconds."""
    parts = urlsplit(work.url)
    environment = dict(
        os.environ, BENCH_METHOD=work.method, BENCH_PATH=parts.path + ("?" + parts.query if parts.query else ""),
        BENCH_HEADERS="\n".join(f"{name}: {value}" for name, value in work.headers.items()), BENCH_RUN=uuid.uuid4().hex[:8])
    with tempfile.TemporaryDirectory() as folder:
        if work.bodies:
            bodies = pathlib.Path(folder, "bodies")
            bodies.write_text("\n".join(work.bodies) + "\n")
            environment["BENCH_BODIES"] = str(bodies)
        threads = min(os.cpu_count(), connections)
        environment.update(BENCH_CHAINED=work.chained, BENCH_THREADS=str(threads))
        command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", f"--timeout={timeout}s"]
        command += ["-s", str(HERE / "load.lua"), f"{parts.scheme}://{parts.netloc}"]
        out = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    window = json.loads(out.strip().splitlines()[-1])
    good = window["requests"] - window["refused"]
    window["rate"] = round(good / window["seconds"], 1)
    return window


def open_loop(java, classpath, work, rate, seconds, connections=64):
    """Requests sent by the clock at a fixed rate; latency counts from when each was due."""
    with tempfile.NamedTemporaryFile("w", suffix=".bodies") as bodies:
        bodies.write("\n".join(work.bodies) + "\n")
        bodies.flush()
        command = [java, "-XX:+UseSerialGC", "-Xmx128m", "-cp", classpath, "dev.chancery.bench.OpenLoop"]
        command += [work.url, bodies.name, str(round(rate)), str(seconds), str(connections)]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
