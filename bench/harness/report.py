"""The judgement: medians, ratios, targets; the result as JSON and as the table in bench/README.md."""

import json
import re
import statistics

import pages
import scene
from rows import PEOPLE_ROWS, ROWS

MOST_STRANGERS = 0.10  # of the machine, taken by processes that are no part of the bench
GROWTH = 1.10  # what start-to-start noise allows where nothing may grow


def median(windows, figure):
    return statistics.median(window[figure] for window in windows)


def check(name, value, at_least=None, at_most=None):
    kept = value >= at_least if at_least is not None else value <= at_most
    target = f"≥ {at_least:g}" if at_least is not None else f"≤ {at_most:g}"
    return {"what": name, "ratio": round(value, 3), "target": target, "pass": kept}


def rate_line(row, windows):
    rate = {name: median(taken, "rate") for name, taken in windows.items()}
    checks = [check("× Keycloak", rate["chancery"] / rate["keycloak"], at_least=row.keycloak)]
    if row.yardstick:
        checks.append(check("× the yardstick", rate["chancery"] / rate["yardstick"], at_least=row.yardstick))
    if row.tail:
        tail = statistics.median(w["p99"] / w["p50"] for w in windows["chancery"])
        checks.append(check("× p50 in p99", tail, at_most=row.tail))
    text = {name: f"{rate[name]:,.0f}/s, p99 {median(taken, 'p99'):,.1f} ms" for name, taken in windows.items()}
    return {"work": row.name, **text, "checks": checks}


def page_line(database, kind, windows):
    few, many = (pages.milliseconds(windows[kind][realm]) for realm in ("few", "many"))
    names = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
    counts = {which: realm[kind.split()[0]] for which, realm in pages.REALMS.items()}
    return {"work": f"a page by prefix among {counts['many']:,} {kind}, counts held, {names[database]}",
            "chancery": f"{many:.2f} ms; among {counts['few']:,} {few:.2f} ms",
            "checks": [check("× among few", many / few, at_most=2)]}


def judged(result):
    """A line for each row of the table."""
    lines = [rate_line(row, result["rates"][row.name]) for row in ROWS + PEOPLE_ROWS]

    start = {name: median(taken, "seconds") for name, taken in result["starts"].items()}
    lines.append({"work": "start until the first token, data present", "keycloak": f"{start['keycloak']:.2f} s",
                  "chancery": f"{start['chancery']:.2f} s",
                  "checks": [check("× Keycloak", start["chancery"] / start["keycloak"], at_most=0.1)]})
    few, many = (median(result[when]["chancery"], "seconds") for when in ("startsFewRealms", "startsManyRealms"))
    lines.append({"work": f"start with {scene.MANY_REALMS:,} realms more", "chancery": f"{many:.2f} s; before {few:.2f} s",
                  "checks": [check("× the start just before", many / few, at_most=GROWTH)]})

    for when, words in (("idle", "memory, idle"), ("loaded", "memory, after load")):
        weight = {name: taken["rss"] for name, taken in result["memory"][when].items()}
        lines.append({"work": words, **{name: f"{rss:.0f} MB" for name, rss in weight.items()},
                      "checks": [check("× Keycloak", weight["chancery"] / weight["keycloak"], at_most=0.25)]})

    ten, none = (median(result["mappers"][which], "rate") for which in ("ten", "none"))
    lines.append({"work": "client_credentials RS256 with ten mappers, 16 connections",
                  "chancery": f"{ten:,.0f}/s; without {none:,.0f}/s", "checks": [check("× without", ten / none, at_least=0.8)]})
    lines += [page_line(database, kind, windows) for kind in next(iter(result["pages"].values()))
              for database, windows in result["pages"].items()]

    beside = result["besideSignIns"]
    idle, busy = median(beside["idle"], "p99"), median(beside["busy"], "p99")
    hashes = statistics.median(beside["signInsPerSecond"])
    lines.append({"work": f"tokens' p99 at {beside['rate']}/s, while {hashes:.0f} sign-ins/s saturate hashing",
                  "chancery": f"{busy:.1f} ms; idle {idle:.1f} ms", "checks": [check("× idle", busy / idle, at_most=2)]})
    return lines


def signing(result, row):
    """What the yardstick signs, and what openssl would on the share of the machine that the load generator leaves."""
    windows = result["rates"][row.name]["yardstick"]
    return median(windows, "rate"), result["openssl"]["RS256"] * (1 - median(windows, "generator"))


def void(result):
    """Why the run proves nothing, if so."""
    reasons = []
    signed, left = max(signing(result, row) for row in ROWS[:2])
    if signed < 0.8 * left:
        reasons.append(f"the yardstick signs {signed:,.0f} RS256 tokens/s, under 0.8 × the {left:,.0f} of openssl speed "
                       "on what the load generator leaves of the cores")
    windows = [w for row in result["rates"].values() for taken in row.values() for w in taken]
    strangers = median(windows, "strangers")
    if strangers > MOST_STRANGERS:
        reasons.append(f"other processes took {strangers:.0%} of the machine")
    alone = [result["mappers"], *(kind for database in result["pages"].values() for kind in database.values())]
    windows += [w for row in alone for taken in row.values() for w in taken]
    wrong = sum(w["refused"] + w["broken"] for w in windows)
    if wrong:
        reasons.append(f"{wrong} requests were refused or broken")
    return reasons


def table(result, lines):
    cores, cpu = result["machine"]["cores"], result["machine"]["cpu"]
    text = [
        f"Run of {result['date']} at `{result['commit']}`{' with changes' if result['changed'] else ''}"
        f"{', quick' if result['quick'] else ''}: {cores} cores of {cpu}, {result['machine']['memoryGiB']} GiB; "
        f"Keycloak {result['keycloak']}, PostgreSQL {result['postgresql']}, {result['java']}; "
        f"`openssl speed -multi {cores}`: {result['openssl']['RS256']:,} RS256, {result['openssl']['ES256']:,} ES256.",
        "", "| work | Keycloak | Chancery | yardstick | ratio | target | |", "|---|---|---|---|---|---|---|"]
    for line in lines:
        first = [line["work"], line.get("keycloak", ""), line.get("chancery", ""), line.get("yardstick", "")]
        for check in line["checks"]:
            verdict = "pass" if check["pass"] else "**fail**"
            text.append("| " + " | ".join([*first, f"{check['ratio']:.3g} {check['what']}", check["target"], verdict]) + " |")
            first = ["", "", "", ""]
    return "\n".join(text)


def conclude(result, bench):
    """Writes the result; a run that proves nothing leaves the table alone."""
    result["void"] = void(result)
    result["lines"] = judged(result)
    shown = table(result, result["lines"])
    print(shown)
    name = f"{result['date']}-{result['commit']}{'-quick' if result['quick'] else ''}{'-void' if result['void'] else ''}"
    (bench / "results").mkdir(exist_ok=True)
    (bench / "results" / f"{name}.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    if result["void"]:
        print("VOID: " + "; ".join(result["void"]))
        return 1
    readme = bench / "README.md"
    readme.write_text(re.sub(r"(<!-- table -->\n).*(\n<!-- /table -->)", lambda found: found[1] + shown + found[2],
                             readme.read_text(), flags=re.DOTALL))
    return 0
