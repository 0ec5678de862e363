"""What the machine can do: a server that only signs, and `openssl speed`."""

import os
import subprocess

import scene
from load import HERE, Work
from postgres import free_port
from server import Server
from web import FORM, form

# As the launcher starts the product.
JAVA_OPTIONS = ["-XX:+UseSerialGC", "-Xms16m", "-XX:NewSize=8m", "-XX:MaxNewSize=24m", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", f"-Dlogback.configurationFile={HERE / 'logback-quiet.xml'}"]


class Yardstick(Server):
    name = "yardstick"

    def __init__(self, logs, java_home, classpath):
        self.logs, self.java, self.classpath = logs, str(java_home / "bin" / "java"), classpath
        self.port = free_port()
        self.first = self.tokens(scene.RSA_REALM)

    def command(self):
        return [self.java, *JAVA_OPTIONS, "-cp", self.classpath, "dev.chancery.bench.Yardstick", str(self.port)]

    def tokens(self, realm):
        body = form(grant_type="client_credentials", client_id=scene.machine(0), client_secret="cs_" + 32 * "0")
        return Work("POST", f"http://127.0.0.1:{self.port}/{scene.algorithm(realm)}", FORM, [body])


def openssl(seconds):
    """Signatures a second that all cores make when all sign at once."""
    out = subprocess.run(["openssl", "speed", "-mr", "-multi", str(os.cpu_count()), "-seconds", str(seconds), "rsa2048",
                          "ecdsap256"], capture_output=True, text=True, check=True).stdout
    rates = {}
    for line in out.splitlines():  # +F2:<n>:2048:<sign>:<verify> and +F4:<n>:256:<sign>:<verify>
        fields = line.split(":")
        if fields[0] in ("+F2", "+F4"):
            sign = float(fields[3])  # older releases print seconds, newer ones a rate
            rates["RS256" if fields[0] == "+F2" else "ES256"] = round(sign if sign > 1 else 1 / sign)
    return rates
