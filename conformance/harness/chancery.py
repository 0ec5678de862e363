"""Chancery as it was built last, with its own TLS, and the realm of the plans in it."""

import os
import secrets
import urllib.request

from place import CHANCERY, CONFORMANCE, PASSWORD, REPOSITORY, SECRET, WORK, free_port, port, run
from process import Process


class Chancery(Process):
    name = "chancery"

    def __init__(self):
        self.management = free_port()
        self.administrator = secrets.token_urlsafe(16)

    def command(self):
        return [REPOSITORY / "bin" / "chancery", "start"]

    def environment(self):
        return {
            "CHANCERY_HTTP_PORT": str(port(CHANCERY)),
            "CHANCERY_MANAGEMENT_PORT": str(self.management),
            "CHANCERY_PUBLIC_URL": CHANCERY,
            "CHANCERY_TLS_CERTIFICATE": str(WORK / "certificate.pem"),
            "CHANCERY_TLS_KEY": str(WORK / "key.pem"),
            "CHANCERY_DATA_DIR": str(WORK / "data"),
            "CHANCERY_ACCESS_LOG": "on",
            "CHANCERY_BOOTSTRAP_ADMIN_USERNAME": "admin",
            "CHANCERY_BOOTSTRAP_ADMIN_PASSWORD": self.administrator,
        }

    def ready(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.management}/health/ready", timeout=5) as answer:
            return answer.status == 200

    def furnish(self):
        """The realm as its document says, applied like any other."""
        trusted = f"-Djavax.net.ssl.trustStore={WORK / 'trusted.p12'} -Djavax.net.ssl.trustStorePassword=conformance"
        environment = {
            "CHANCERY_JAVA_OPTS": trusted,
            "CHANCERY_CLI_PASSWORD": self.administrator,
            "CONFORMANCE_SECRET": SECRET,
            "CONFORMANCE_PASSWORD": PASSWORD,
            "XDG_CONFIG_HOME": str(WORK / "profiles"),
        }
        self._chancery(environment, "login", "--server", f"https://localhost:{port(CHANCERY)}")
        self._chancery(environment, "apply", CONFORMANCE / "realm-conf.yaml")

    def _chancery(self, environment, *arguments):
        run(REPOSITORY / "bin" / "chancery", *arguments, env=dict(os.environ, **environment))
