"""The conformance suite: its processes, and what is asked of it over its REST API."""

import json
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request

from place import CONFORMANCE, SUITE, WORK, Failed, free_port, port
from process import Process

OVER = ("FINISHED", "INTERRUPTED")


class Store(Process):
    """What the suite takes for its MongoDB."""

    name = "store"

    def __init__(self, java):
        self.java, self.port = java, free_port()

    def command(self):
        return [self.java, "-XX:+UseSerialGC", "-Xmx512m", "-cp", WORK / "store" / "*",
                CONFORMANCE / "store" / "Store.java", self.port]

    def ready(self):
        with socket.create_connection(("127.0.0.1", self.port), 1):
            return True


class Suite(Process):
    name = "suite"

    def __init__(self, java, jar, store):
        self.java, self.jar, self.store = java, jar, store
        self.api = f"https://localhost:{port(SUITE)}/api/"
        trust = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=WORK / "certificate.pem"))
        self.http = urllib.request.build_opener(urllib.request.ProxyHandler({}), trust)

    def command(self):
        return [self.java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g",
                f"-Djdk.net.hosts.file={WORK / 'hosts'}", "-jar", self.jar,
                "--server.address=127.0.0.1", f"--server.port={port(SUITE)}",
                f"--server.ssl.certificate=file:{WORK / 'certificate.pem'}",
                f"--server.ssl.certificate-private-key=file:{WORK / 'key.pem'}",
                f"--spring.mongodb.uri=mongodb://127.0.0.1:{self.store.port}/suite",
                "--openid.mongodb.targetFeatureCompatibilityVersion=",
                "--fintechlabs.devmode=true",
                f"--fintechlabs.base_url={SUITE}", f"--fintechlabs.base_mtls_url={SUITE}"]

    def ready(self):
        return self.call("GET", "server")["version"]

    def call(self, method, path, body=None, **query):
        url = self.api + path + ("?" + urllib.parse.urlencode(query) if query else "")
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data=data, method=method, headers={"Content-Type": "application/json"})
        try:
            with self.http.open(request, timeout=60) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refusal:
            raise Refused(refusal.code, f"{method} {path}: {refusal.code} {refusal.read().decode()[:300]}") from None
        return json.loads(text) if text else None

    def plan(self, name, variant, configuration):
        """Its id, and its modules in their order."""
        query = {"planName": name, **({"variant": json.dumps(variant)} if variant else {})}
        made = self.call("POST", "plan", configuration, **query)
        return made["id"], made["modules"]

    def run(self, plan, module, patience=120):
        """What became of a module: its status, its result, its log."""
        variant = {"variant": json.dumps(module["variant"])} if module.get("variant") else {}
        test = self.call("POST", "runner", test=module["testModule"], plan=plan, **variant)["id"]
        if self._await(test, ("CONFIGURED", "WAITING", *OVER), 60) == "CONFIGURED":
            self.call("POST", f"runner/{test}")
        ends = time.monotonic() + patience
        idle = 0
        while not (over := self._await(test, OVER, 5)) and time.monotonic() < ends and idle < 2:
            idle = idle + 1 if self._idle(test) else 0
        if not over:
            self.call("DELETE", f"runner/{test}")
        told = self.call("GET", f"info/{test}")
        result = told.get("result") or "UNKNOWN"
        return (result if over else "STUCK"), self.call("GET", f"log/{test}")

    def _await(self, test, states, seconds):
        """The state once it is one of these, None when the time is over."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            try:
                told = self.call("GET", f"runner/{test}/wait-state", states=",".join(states), timeoutMs=int(left * 1000) + 1)
            except Refused as refusal:
                if refusal.code != 404:
                    raise
                told = {"state": self.call("GET", f"info/{test}")["status"]}  # over, and put away
            if told.get("state") in states:
                return told["state"]
        return None

    def _idle(self, test):
        """Whether it waits for a browser, and none is at work."""
        try:
            told = self.call("GET", f"runner/{test}")
        except Refused:
            return False
        return told.get("status") == "WAITING" and not told.get("browser", {}).get("runners")


class Refused(Failed):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
