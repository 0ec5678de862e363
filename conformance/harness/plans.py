"""The plans by the names that `make conformance PLAN=…` takes, and the configuration that the suite gets with them."""

from place import ISSUER, PASSWORD, SECRET, SUITE

STATIC = {"server_metadata": "discovery", "client_registration": "static_client"}

PLANS = {
    "config": ("oidcc-config-certification-test-plan", {}),
    "basic": ("oidcc-basic-certification-test-plan", STATIC),
    "formpost-basic": ("oidcc-formpost-basic-certification-test-plan", STATIC),
    "rp-initiated-logout": ("oidcc-rp-initiated-logout-certification-test-plan",
                            {"response_type": "code", "client_registration": "static_client"}),
}

# the modules that want to see a page, and what must be read on it
SIGN_IN_AGAIN = ("oidcc-prompt-login", "oidcc-max-age-1")
REFUSED = ("oidcc-response-type-missing", "oidcc-ensure-registered-redirect-uri", "oidcc-ensure-request-object-with-redirect-uri")
REFUSED_LOGOUT = tuple("oidcc-rp-initiated-logout-" + case for case in (
    "bad-post-logout-redirect-uri", "modified-id-token-hint", "no-id-token-hint",
    "query-added-to-post-logout-redirect-uri", "bad-id-token-hint"))
SIGNED_OUT = tuple("oidcc-rp-initiated-logout-" + case for case in ("no-params", "no-post-logout-redirect-uri", "only-state"))

PAGES = ISSUER + "/*"


def configuration():
    browser = [signing_in(), signing_out()]
    override = {module: [signing_in(first=[seen("Sign in")]), signing_out()] for module in SIGN_IN_AGAIN}
    override |= {module: [signing_in(instead=seen("error"))] for module in REFUSED}
    override |= {module: [signing_in(), signing_out(seen("error"))] for module in REFUSED_LOGOUT}
    override |= {module: [signing_in(), signing_out(seen("signed out"))] for module in SIGNED_OUT}
    return {
        "alias": "conf",
        "description": "Chancery",
        "server": {"discoveryUrl": ISSUER + "/.well-known/openid-configuration", "login_hint": "alice"},
        "client": credentials("conf-client1"),
        "client2": credentials("conf-client2"),
        "client_secret_post": credentials("conf-post"),
        "browser": browser,
        "override": {module: {"browser": script} for module, script in override.items()},
    }


def credentials(client_id):
    return {"client_id": client_id, "client_secret": SECRET}


def signing_in(first=(), instead=None):
    """Signs alice in wherever she is asked to. `first` looks at the page before; `instead` at one that asks for nothing."""
    fill = [type_in("username", "alice"), type_in("password", PASSWORD), press("login-submit")]
    steps = [step("sign in", PAGES, *first, *fill), step("agree", PAGES, press("consent-accept"))]
    if instead:
        steps = [step("a page", PAGES, instead)]
    arrived = step("back at the client", SUITE + "/test/*/callback*", ["wait", "id", "submission_complete", 10])
    return {"match": ISSUER + "/protocol/openid-connect/auth*", "tasks": [*steps, arrived]}


def signing_out(last=None):
    """Signs out, and looks at the page where that ends; without one, it ends at the client."""
    ends = step("a page", PAGES, last) if last else step("back at the client", SUITE + "/test/*/post_logout_redirect*")
    confirm = step("sign out", PAGES, press("logout-confirm"))
    return {"match": ISSUER + "/protocol/openid-connect/logout*", "tasks": [confirm, ends]}


def step(name, match, *commands):
    """Passed over where the browser is elsewhere: a module that needed it does not end well."""
    return {"task": name, "optional": True, "match": match, "commands": list(commands)}


def type_in(field, text):
    return ["text", "name", field, text, "optional"]


def press(button):
    return ["click", "id", button, "optional"]


def seen(text):
    """Waits for a text, and gives the page to the suite where it wants to see one."""
    return ["wait", "xpath", "//*", 10, f"(?i){text}", "update-image-placeholder-optional"]
