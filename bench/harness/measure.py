"""The measuring: windows in turn, starts, memory, and tokens' latency beside sign-ins."""

import os
import statistics
import threading
import time

import machine
import rows
import scene
from load import open_loop, wrk

ROUNDS = 2 if scene.QUICK else 3
WINDOW = 3 if scene.QUICK else 7
WARM_UP, WARM_UPS = (2, 4) if scene.QUICK else (5, 12)
STARTS = 2 if scene.QUICK else 3
SETTLE = 5 if scene.QUICK else 30
OPEN_LOOP = 5 if scene.QUICK else 15


def say(text):
    print("bench:", text, flush=True)


def window(server, work, connections, cluster, seconds=WINDOW):
    """wrk's figures, with the server's CPU milliseconds a request, and the shares of the machine that the load
    generator and strangers took."""
    before = server.cpu(), cluster.cpu(), machine.own_cpu(), machine.all_cpu(), time.monotonic()
    figures = work.load(connections, seconds)
    after = server.cpu(), cluster.cpu(), machine.own_cpu(), machine.all_cpu(), time.monotonic()
    spent, postgres, own, everyone, passed = (b - a for a, b in zip(before, after))
    figures["cpuMsPerRequest"] = round(1000 * spent / max(1, figures["requests"]), 3)
    figures["generator"] = round(own / passed / os.cpu_count(), 3)
    figures["strangers"] = round(max(0, everyone - spent - postgres - own) / passed / os.cpu_count(), 3)
    return figures


def warm(server, row):
    """Load until the rate has not grown for two windows: compilers work in the background, so one window may stand
    still between two steps."""
    best, standing = 0, 0
    for _ in range(WARM_UPS):
        rate = rows.prepared(row, server).load(row.connections, WARM_UP)["rate"]
        standing = standing + 1 if rate < 1.03 * best else 0
        if standing == 2:
            return
        best = max(best, rate)


def rates(row, servers, cluster):
    """Every server warmed, then windows in turn: A B C A B C …"""
    windows = {server.name: [] for server in servers}
    for server in servers:
        warm(server, row)
    for _ in range(ROUNDS):
        for server in servers:
            rows.prepared(row, server).load(row.connections, 1)
            windows[server.name].append(window(server, rows.prepared(row, server), row.connections, cluster))
    say(row.name + ": " + ", ".join(
        f"{name} {statistics.median(w['rate'] for w in taken):,.0f}/s" for name, taken in windows.items()))
    return windows


def starts(servers, label):
    """Seconds from launch to first token, alternating, only one server running at a time."""
    taken = {server.name: [] for server in servers}
    for _ in range(STARTS):
        for server in servers:
            seconds = server.start()
            taken[server.name].append({"seconds": round(seconds, 3), "cpuSeconds": round(server.cpu(), 2)})
            server.stop()
    medians = {name: statistics.median(start["seconds"] for start in all_starts) for name, all_starts in taken.items()}
    say(f"{label}: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in medians.items()))
    return taken


def memory(servers, label):
    weights = {server.name: server.memory() for server in servers}
    say(f"memory {label}: " + ", ".join(f"{name} {weight['rss']:.0f} MB" for name, weight in weights.items()))
    return weights


def in_turn(server, works, connections, cluster, seconds=WINDOW, warm_up=WARM_UP):
    """Windows of several kinds of work on one server, in turn."""
    windows = {name: [] for name in works}
    for work in works.values():
        wrk(work, connections, warm_up)
    for _ in range(ROUNDS):
        for name, work in works.items():
            windows[name].append(window(server, work, connections, cluster, seconds))
    return windows


def with_mappers(server, cluster):
    """The token path of machines with ten mappers, and of those without."""
    works = {"ten": server.tokens(scene.RSA_REALM, scene.mapped), "none": server.tokens(scene.RSA_REALM)}
    for work in works.values():
        rows.require(server, "ten mappers", work, rows.is_token("RS256"))
    taken = in_turn(server, works, 16, cluster)
    say("ten mappers: " + ", ".join(f"{name} {statistics.median(w['rate'] for w in ws):,.0f}/s" for name, ws in taken.items()))
    return taken


def beside_sign_ins(server, peak, java, classpath):
    """Tokens' latency at 30 % of the peak rate, in turn alone and while sign-ins saturate hashing."""
    taken = {"rate": round(0.3 * peak), "idle": [], "busy": [], "signInsPerSecond": [], "signInsRefused": []}
    wrk(server.sign_ins(), 8, WARM_UP)
    for _ in range(ROUNDS):
        tokens = server.tokens(scene.RSA_REALM)
        taken["idle"].append(open_loop(java, classpath, tokens, taken["rate"], OPEN_LOOP))
        sign_ins = []
        load = threading.Thread(target=lambda: sign_ins.append(wrk(server.sign_ins(), 8, OPEN_LOOP + 5)))
        load.start()
        time.sleep(1)
        taken["busy"].append(open_loop(java, classpath, tokens, taken["rate"], OPEN_LOOP))
        load.join()
        taken["signInsPerSecond"].append(sign_ins[0]["rate"])
        taken["signInsRefused"].append(sign_ins[0]["refused"] + sign_ins[0]["broken"])
    say(f"{server.name}: tokens at {taken['rate']}/s, p99 alone {p99(taken['idle']):.1f} ms, beside "
        f"{statistics.median(taken['signInsPerSecond']):.0f} sign-ins/s {p99(taken['busy']):.1f} ms")
    return taken


def p99(windows):
    return statistics.median(w["p99"] for w in windows)
