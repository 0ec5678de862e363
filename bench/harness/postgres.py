"""A private PostgreSQL cluster on loopback, gone when the run ends."""

import os
import pathlib
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile

import machine


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def binaries():
    """The newest installed server's folder; Debian keeps it off the path."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    if shutil.which("initdb"):
        return pathlib.Path(shutil.which("initdb")).resolve().parent
    raise SystemExit("bench: the PostgreSQL server is missing: apt-get install postgresql")


class Cluster:
    user = "bench"

    def __init__(self):
        self.bin = binaries()
        self.password = secrets.token_hex(12)
        self.port = free_port()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-pg-"))
        self.owner = self._owner()

    def _owner(self):
        """PostgreSQL refuses to run as root."""
        if os.getuid() != 0:
            return []
        names = {entry.pw_name for entry in pwd.getpwall()}
        name = "postgres" if "postgres" in names else "nobody"
        shutil.chown(self.folder, name)
        return ["setpriv", f"--reuid={name}", f"--regid={pwd.getpwnam(name).pw_gid}", "--clear-groups", "--"]

    def _run(self, *command):
        subprocess.run([*self.owner, *map(str, command)], check=True, cwd=self.folder, stdout=subprocess.DEVNULL)

    def start(self):
        secret = self.folder / "password"
        secret.write_text(self.password)
        secret.chmod(0o644)
        data, log = self.folder / "data", self.folder / "log"
        auth = ["--auth=scram-sha-256", f"--pwfile={secret}", "-U", self.user, "-E", "UTF8", "--locale=C"]
        self._run(self.bin / "initdb", "-D", data, *auth)
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder}"
        self._run(self.bin / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        return self

    def stop(self):
        if (self.folder / "data" / "postmaster.pid").exists():
            self._run(self.bin / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def client(self, tool, *arguments, **more):
        where = ["-h", "127.0.0.1", "-p", str(self.port), "-U", self.user]
        environment = dict(os.environ, PGPASSWORD=self.password)
        return subprocess.run([str(self.bin / tool), *where, *map(str, arguments)], env=environment, check=True,
                              capture_output=True, text=True, **more).stdout

    def sql(self, database, statement):
        return self.client("psql", "-Atqc", statement, database)

    def create(self, database):
        self.client("createdb", database)

    def drop(self, database):
        self.client("dropdb", "--if-exists", "--force", database)

    def url(self, database):
        return f"jdbc:postgresql://127.0.0.1:{self.port}/{database}"

    def cpu(self):
        return machine.cpu_of(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]))

    def version(self):
        return self.sql("postgres", "SHOW server_version").split()[0]
