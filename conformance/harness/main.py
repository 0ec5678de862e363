"""Runs plans of the conformance suite against Chancery. Called by scripts/conformance."""

import argparse
import pathlib
import shutil
import signal
import sys

import plans
import report
from chancery import Chancery
from place import WORK, Failed, furnish
from suite import Store, Suite


def arguments():
    parser = argparse.ArgumentParser(prog="conformance")
    parser.add_argument("--suite", type=pathlib.Path, required=True, help="the suite's jar")
    parser.add_argument("--java-home", type=pathlib.Path, required=True)
    parser.add_argument("--only", default="", help="these modules only, separated by commas; keeps no result")
    parser.add_argument("plan", nargs="*", choices=[[], *plans.PLANS])
    return parser.parse_args()


def say(text):
    print(text, flush=True)


def run(suite, plan, only, skips, looked_at):
    """What became of the modules."""
    name, variant = plans.PLANS[plan]
    number, listed = suite.plan(name, variant, plans.configuration())
    chosen = [module for module in listed if not only or module["testModule"] in only]
    say(f"{plan}: {len(chosen)} modules of {name}")
    modules, pages = [], {}
    for module in chosen:
        result, log = suite.run(number, module)
        judged, seen = report.judged(plan, module["testModule"], result, log, skips, looked_at)
        modules.append(judged)
        pages[judged["module"]] = seen
        say(f"  {' ' if judged['well'] else '✗'} {result:<8} {judged['module']}")
        for condition in judged["conditions"]:
            say(f"      {condition['result']} {condition['condition']} {condition['requirements']}: {condition['message']}")
    if not only:
        report.keep(plan, {"plan": name, "variant": variant, "suite": suite.call("GET", "server")["version"]}, modules, pages)
    say(f"{plan}: {report.tally(modules)}")
    return modules


def main():
    options = arguments()
    asked = options.plan or list(plans.PLANS)
    only = set(filter(None, options.only.split(",")))
    java = options.java_home / "bin" / "java"
    shutil.rmtree(WORK / "data", ignore_errors=True)
    furnish(options.java_home)
    skips, looked_at = report.expected_skips(), report.reviewed()
    with Chancery() as chancery, Store(java) as store, Suite(java, options.suite.resolve(), store) as suite:
        chancery.furnish()
        modules = [module for plan in asked for module in run(suite, plan, only, skips, looked_at)]
    if not only:
        report.require_known(skips, asked, {module["module"] for module in modules})
    return 0 if all(module["well"] for module in modules) else 1


signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
try:
    sys.exit(main())
except Failed as failed:
    sys.exit(f"conformance: {failed}")
