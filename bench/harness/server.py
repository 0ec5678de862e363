"""A server under measurement: how it is started, timed, weighed and stopped."""

import os
import pathlib
import signal
import subprocess
import time

import machine
import scene
from web import FORM, form, send


class DidNotStart(Exception):
    pass


class Server:
    """Subclasses say `name`, `command()`, `environment()`, `folder`, and `first`: the Work that ends a start."""

    name = "server"
    folder = None
    process = None
    first = None

    def environment(self):
        return {}

    def start(self, patience=180):
        """Seconds from launching the process until it answered with its first token."""
        log = open(pathlib.Path(self.logs, self.name + ".log"), "ab")
        began = time.monotonic()
        self.process = subprocess.Popen(
            self.command(), env=dict(os.environ, **self.environment()), cwd=self.folder,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        log.close()
        first = self.first
        while time.monotonic() - began < patience:
            if self.process.poll() is not None:
                raise DidNotStart(f"{self.name} ended with {self.process.returncode}; see its log")
            try:
                if send("POST", first.url, first.body(), FORM, timeout=patience)[0] == 200:
                    return time.monotonic() - began
            except OSError:
                pass
            time.sleep(max(0.01, (time.monotonic() - began) / 50))
        raise DidNotStart(f"{self.name} gave no token within {patience} s")

    def connect_url(self, realm):
        return f"{self.base}/realms/{realm}/protocol/openid-connect"

    def token_url(self, realm):
        return self.connect_url(realm) + "/token"

    def password_grant(self, realm, number):
        """The form by which the application gets a person's tokens without a browser."""
        return form(grant_type="password", client_id=scene.APPLICATION, client_secret=self.application_secrets[realm],
                    username=scene.person(number), password=scene.password_of(number), scope="openid email")

    def stop(self):
        if self.process is None:
            return
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self.process = None

    def memory(self):
        """Resident and proportional megabytes of the process and all it started."""
        rss = pss = 0
        for pid in machine.family(self.process.pid):
            for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Rss:"):
                    rss += int(line.split()[1])
                elif line.startswith("Pss:"):
                    pss += int(line.split()[1])
        return {"rss": round(rss / 1024, 1), "pss": round(pss / 1024, 1)}

    def cpu(self):
        return machine.cpu_of(self.process.pid) if self.process else 0
