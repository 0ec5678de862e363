"""Where everything is while a plan runs: on this machine, under names that only the processes of the run know."""

import pathlib
import secrets
import socket
import subprocess

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
CONFORMANCE = REPOSITORY / "conformance"
WORK = REPOSITORY / "target" / "conformance"

# the realm's document names these addresses of the suite
SUITE = "https://localhost.emobix.co.uk:28443"
CHANCERY = "https://chancery.test:28444"
ISSUER = CHANCERY + "/realms/conf"

SECRET = secrets.token_urlsafe(32)
PASSWORD = secrets.token_urlsafe(16)


def port(url):
    return int(url.rsplit(":", 1)[1])


def free_port():
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


def furnish(java_home):
    """A certificate of its own for each run, the Java key store that trusts it, and the names."""
    certificate, key, trusted = WORK / "certificate.pem", WORK / "key.pem", WORK / "trusted.p12"
    names = [url.split("/")[2].split(":")[0] for url in (SUITE, CHANCERY)]
    alternatives = ",".join(f"DNS:{name}" for name in (*names, "localhost")) + ",IP:127.0.0.1"
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=conformance",
        "-addext", f"subjectAltName={alternatives}", "-keyout", key, "-out", certificate)
    trusted.unlink(missing_ok=True)
    run(java_home / "bin" / "keytool", "-importcert", "-noprompt", "-alias", "conformance", "-file", certificate,
        "-keystore", trusted, "-storetype", "PKCS12", "-storepass", "conformance")
    (WORK / "hosts").write_text(f"127.0.0.1 localhost {' '.join(names)}\n")


def run(*command, **more):
    """A command that must succeed; what it says is shown only when it does not."""
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, text=True, **more)
    if done.returncode:
        raise Failed(f"{command[0]} ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-800:]}")
    return done.stdout


class Failed(Exception):
    """Ends the run with one line."""
