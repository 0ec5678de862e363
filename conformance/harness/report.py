"""The judgement: what may be, what became of each module, and the results as JSON, as a table, and as pages to look at."""

import json
import shutil

from place import CHANCERY, CONFORMANCE, WORK, Failed, run

RESULTS = CONFORMANCE / "results"
SKIPPED = "The test was skipped: "


def expected_skips():
    """By plan and module, the reason that the suite gives."""
    skips = {}
    for line in (CONFORMANCE / "expected-skips").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            plan, module, reason = line.split(maxsplit=2)
            skips[plan, module] = reason
    return skips


def reviewed():
    """By module that ends in a page to look at, what it shows and why that passes."""
    lines = (CONFORMANCE / "reviewed").read_text().splitlines()
    return dict(line.split(maxsplit=1) for line in lines if line.strip() and not line.startswith("#"))


def judged(plan, module, result, log, skips, looked_at):
    """What is kept of a module: its result, whether that is well, why, and the pages that were seen."""
    conditions = [
        {"result": entry["result"], "condition": entry.get("src", ""), "message": entry.get("msg", "")[:300],
         "requirements": entry.get("requirements", [])}
        for entry in log if entry.get("result") in ("FAILURE", "WARNING")]
    pages = [entry["page_source"] for entry in log if "page_source" in entry]
    unseen = sum(1 for entry in log if "upload" in entry)
    skip = skips.pop((plan, module), None)
    reason = looked_at.get(module) if result == "REVIEW" else skip
    well = {"PASSED": True, "REVIEW": bool(pages) and not unseen and reason is not None,
            "SKIPPED": reason is not None and reason == said(log)}.get(result, False)
    if result == "REVIEW" and reason is None:
        conditions.append({"result": "FAILURE", "condition": "reviewed",
                           "message": "Look at its picture, and say in conformance/reviewed why it passes.", "requirements": []})
    if skip and result != "SKIPPED":
        well = False
        conditions.append({"result": "FAILURE", "condition": "expected-skips",
                           "message": "It is no longer skipped: take it off the list.", "requirements": []})
    return {"module": module, "result": result, "well": well, "reason": reason or "", "conditions": conditions}, pages


def said(log):
    """Why the suite skipped a module, in its own words."""
    told = [entry["msg"] for entry in log if entry.get("msg", "").startswith(SKIPPED)]
    return told[0].removeprefix(SKIPPED) if told else ""


def keep(plan, about, modules, pages):
    """Replaces what is kept of a plan."""
    RESULTS.mkdir(exist_ok=True)
    result = {**about, "modules": modules}
    (RESULTS / f"{plan}.json").write_text(json.dumps(result, indent=1) + "\n")
    (RESULTS / f"{plan}.md").write_text(table(plan, about, modules))
    folder = RESULTS / plan
    shutil.rmtree(folder, ignore_errors=True)
    for module, sources in pages.items():
        for number, source in enumerate(sources, 1):
            folder.mkdir(exist_ok=True)
            photograph(source, folder / f"{module}{'' if number == 1 else f'-{number}'}.png")


def photograph(source, picture):
    """As a browser shows it, with the styles of the server that runs."""
    page = WORK / "page.html"
    page.write_text(source.replace("<head>", f'<head><base href="{CHANCERY}/">', 1))
    name = CHANCERY.split("/")[2].split(":")[0]
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=800,600",
        f"--host-resolver-rules=MAP {name} 127.0.0.1", "--ignore-certificate-errors",
        f"--user-data-dir={WORK / 'chromium'}", f"--screenshot={picture}", page.as_uri(), timeout=120)


def table(plan, about, modules):
    lines = [f"# {plan}", "", f"`{about['plan']}` of the conformance suite {about['suite']}: {tally(modules)}.", "",
             "| module | result | what was found |", "|---|---|---|"]
    lines += [f"| {name(plan, module)} | {module['result']} | {found(module)} |" for module in modules]
    return "\n".join(lines) + "\n"


def name(plan, module):
    """With a link to its picture where there is one to look at."""
    return f"[{module['module']}]({plan}/{module['module']}.png)" if module["result"] == "REVIEW" else module["module"]


def found(module):
    told = [f"{one['condition']} ({', '.join(one['requirements']) or 'no paragraph'}): {one['message']}"
            for one in module["conditions"]]
    return "; ".join([*([module["reason"]] if module["reason"] else []), *told]).replace("|", "\\|").replace("\n", " ")


def tally(modules):
    counts = {}
    for module in modules:
        counts[module["result"]] = counts.get(module["result"], 0) + 1
    return ", ".join(f"{count} {result}" for result, count in sorted(counts.items()))


def require_known(skips, plans, modules):
    """What is listed must be met, or the list would grow old; and each module has a test of ours under its name."""
    left = [f"{plan} {module}" for plan, module in skips if plan in plans]
    if left:
        raise Failed("expected-skips names what the suite did not run: " + ", ".join(left))
    new = modules - set((CONFORMANCE / "modules").read_text().split())
    if new:
        raise Failed("these modules have no test in spec/oidc/conformance: " + ", ".join(sorted(new)))
