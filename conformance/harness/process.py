"""A server of the run: started, awaited, and stopped whatever happens."""

import os
import signal
import subprocess
import time

from place import WORK, Failed


class Process:
    """Subclasses say `name`, `command()`, `environment()`, and `ready()`, which may raise OSError."""

    name = ""
    process = None

    def environment(self):
        return {}

    def __enter__(self):
        log = open(WORK / f"{self.name}.log", "wb")
        self.process = subprocess.Popen(
            [str(part) for part in self.command()], env=dict(os.environ, **self.environment()), cwd=WORK,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        log.close()
        try:
            self.await_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def await_ready(self, patience=180):
        ends = time.monotonic() + patience
        while time.monotonic() < ends:
            if self.process.poll() is not None:
                raise Failed(f"{self.name} ended with {self.process.returncode}: see {WORK / (self.name + '.log')}")
            try:
                if self.ready():
                    return
            except OSError:
                pass
            time.sleep(0.2)
        raise Failed(f"{self.name} did not start within {patience} s: see {WORK / (self.name + '.log')}")

    def __exit__(self, *_):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
