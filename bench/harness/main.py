"""The whole comparison: seed both, start, weigh, load in turn, judge. Called by bench/run."""

import argparse
import datetime
import os
import pathlib
import signal
import subprocess
import sys
import time

import machine
import measure
import pages
import report
import scene
from chancery import Chancery
from keycloak import VERSION, Keycloak
from measure import say
from postgres import Cluster
from rows import PEOPLE_ROWS, ROWS
from yardstick import Yardstick, openssl

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keycloak-zip", type=pathlib.Path, required=True)
    parser.add_argument("--java-home", type=pathlib.Path, required=True)
    parser.add_argument("--classpath", required=True, help="where the yardstick and the open-loop generator are")
    parser.add_argument("--only", default="",
                        help="what to measure, such as keycloak,yardstick or pages or people; writes no result")
    return parser.parse_args()


def output(*command):
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY)
    return (done.stdout + done.stderr).strip()


def about(cluster, java_home):
    return {
        "date": datetime.date.today().isoformat(),
        "commit": output("git", "rev-parse", "--short", "HEAD"),
        "changed": bool(output("git", "status", "--porcelain", "--untracked-files=no")),
        "quick": scene.QUICK,
        "machine": machine.describe(),
        "keycloak": VERSION,
        "postgresql": cluster.version(),
        "java": output(str(java_home / "bin" / "java"), "-version").splitlines()[1],
        "wrk": output("wrk", "--version").splitlines()[0].split(" [")[0],
        "openssl": openssl(1 if scene.QUICK else 3),
    }


def seed(servers):
    for server in servers:
        began = time.monotonic()
        server.seed()
        say(f"{server.name} seeded in {time.monotonic() - began:.0f} s")


def people(servers, cluster, rates):
    """What people make their servers do; how each hashes their passwords."""
    for row in PEOPLE_ROWS:
        rates[row.name] = measure.rates(row, servers, cluster)
    hashing = {server.name: server.hashing() for server in servers}
    for name, parameters in hashing.items():
        say(f"{name} hashes with {parameters}")
    return hashing


def compare(options, servers, cluster):
    """All figures, by name."""
    rivals = [server for server in servers if server.name != "yardstick"]
    chancery = next((server for server in servers if server.name == "chancery"), None)
    figures = {"rates": {}, "memory": {}}
    seed(rivals)
    figures["starts"] = measure.starts(rivals, "start until the first token")

    for server in rivals:
        server.start()
    time.sleep(measure.SETTLE)
    figures["memory"]["idle"] = measure.memory(rivals, "idle")
    for server in servers:
        if server not in rivals:
            server.start()
    for row in ROWS:
        asked = servers if row.yardstick else rivals
        figures["rates"][row.name] = measure.rates(row, asked, cluster)
    time.sleep(measure.SETTLE)
    figures["memory"]["loaded"] = measure.memory(rivals, "after load")
    figures["hashing"] = people(rivals, cluster, figures["rates"])
    for server in servers:
        if server is not chancery:
            server.stop()

    if chancery:
        figures["mappers"] = measure.with_mappers(chancery, cluster)
        peak = figures["rates"][ROWS[1].name]["chancery"]
        java = str(options.java_home / "bin" / "java")
        figures["besideSignIns"] = measure.beside_sign_ins(chancery, report.median(peak, "rate"), java, options.classpath)
        chancery.stop()
        figures["startsFewRealms"] = measure.starts([chancery], "start again")
        chancery.start()
        chancery.more_realms()
        chancery.stop()
        figures["startsManyRealms"] = measure.starts([chancery], f"start with {scene.MANY_REALMS:,} realms")
    return figures


def main():
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("bench: told to end"))  # so that what was started is stopped
    began = time.monotonic()
    work = pathlib.Path(os.environ.get("BENCH_WORK", REPOSITORY / "bench" / "work"))
    logs = work / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    cluster = Cluster().start()
    keycloak = Keycloak(cluster, work, logs, options.java_home)
    chancery = Chancery(cluster, REPOSITORY, work, logs, options.java_home)
    yardstick = Yardstick(logs, options.java_home, options.classpath)
    wanted = options.only.split(",") if options.only else ["keycloak", "chancery", "yardstick", "pages"]
    only_people = wanted == ["people"]
    servers = [server for server in (keycloak, chancery, yardstick) if server.name in wanted]
    servers = [keycloak, chancery] if only_people else servers
    try:
        result = about(cluster, options.java_home)
        say(f"openssl speed -multi: {result['openssl']}")
        if keycloak in servers:
            keycloak.install(options.keycloak_zip)
        if chancery in servers or "pages" in wanted:
            result["chancery"] = chancery.install()
        if only_people:
            seed(servers)
            for server in servers:
                server.start()
            people(servers, cluster, {})
        elif servers:
            result.update(compare(options, servers, cluster))
        if "pages" in wanted:
            result["pages"] = pages.measured(chancery, cluster)
    finally:
        for server in servers:
            server.stop()
        cluster.stop()
    say(f"took {(time.monotonic() - began) / 60:.1f} min")
    if not options.only:
        raise SystemExit(report.conclude(result, REPOSITORY / "bench"))


main()
