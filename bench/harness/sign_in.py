"""Sign-ins as a browser does them: the page, its form, the code, and the application's tokens for it."""

import base64
import hashlib
import html.parser
import http.client
import http.cookies
import itertools
import json
import secrets
import statistics
import threading
import time
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import scene

MOST_HOPS = 5


class Astray(Exception):
    pass


class PasswordForm(html.parser.HTMLParser):
    """The page's form that asks for a password: where it leads, and its fields as they are filled in already."""

    def __init__(self, page):
        super().__init__()
        self.action, self.fields, self.found = "", {}, False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form" and not self.found:
            self.action, self.fields = attributes.get("action") or "", {}
        if tag == "input" and not self.found and attributes.get("type") not in ("checkbox", "submit"):
            self.fields[attributes.get("name")] = attributes.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form" and "password" in self.fields:
            self.found = True


class Browser:
    """One connection that stays open; cookies until they are forgotten."""

    def __init__(self, base, timeout=10):
        self.connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=timeout)
        self.cookies = {}

    def send(self, method, url, fields=None):
        parts = urlsplit(url)
        path = parts.path + ("?" + parts.query if parts.query else "")
        headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin" if fields else "none"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, urlencode(fields) if fields else None, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in http.cookies.SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, answer.headers.get("Location"), text

    def follow(self, method, url, fields=None):
        """Through redirects: the address of the application with its code, or of a page, with the page."""
        for _ in range(MOST_HOPS):
            status, location, text = self.send(method, url, fields)
            if location is None:
                return status, url, text
            method, url, fields = "GET", urljoin(url, location), None
            if url.startswith(scene.CALLBACK):
                return status, url, ""
        raise Astray(f"redirected more than {MOST_HOPS} times, last to {url}")


@dataclass
class SignIns:
    """People in turn, each from a browser that knows nobody; a sign-in is done when the application has its tokens."""

    base: str
    authorize: str
    token: str
    secret: str

    def look(self):
        """The answer to one, to be judged."""
        return self._one(Browser(self.base), 0)

    def load(self, connections, seconds):
        """A window of closed-loop load; latencies are of whole sign-ins, in milliseconds."""
        turn, taken, wrong = itertools.count(), [], []
        began = time.monotonic()

        def visit():
            browser = Browser(self.base)
            while time.monotonic() < began + seconds:
                start = time.monotonic()
                try:
                    status, text = self._one(browser, next(turn) % scene.PEOPLE)
                    good = status == 200 and "id_token" in json.loads(text)
                    (taken if good else wrong).append(1000 * (time.monotonic() - start))
                except (Astray, OSError, http.client.HTTPException):
                    wrong.append(1000 * (time.monotonic() - start))
                    browser = Browser(self.base)

        visitors = [threading.Thread(target=visit) for _ in range(connections)]
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join()
        passed = time.monotonic() - began
        cuts = statistics.quantiles(taken, n=100) if len(taken) > 1 else [0] * 99
        return {"requests": len(taken) + len(wrong), "seconds": round(passed, 3), "refused": len(wrong), "broken": 0,
                "p50": round(cuts[49], 3), "p90": round(cuts[89], 3), "p99": round(cuts[98], 3),
                "max": round(max(taken, default=0), 3), "rate": round(len(taken) / passed, 1)}

    def _one(self, browser, number):
        """The status and text of the answer that holds the tokens, or of where it went wrong."""
        browser.cookies.clear()
        verifier, state = secrets.token_urlsafe(32), secrets.token_urlsafe(8)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {"response_type": "code", "client_id": scene.APPLICATION, "redirect_uri": scene.CALLBACK,
                 "scope": "openid", "state": state, "nonce": state, "code_challenge": challenge,
                 "code_challenge_method": "S256"}
        status, url, page = browser.follow("GET", self.authorize + "?" + urlencode(asked))
        form = PasswordForm(page)
        if not form.found:
            raise Astray(f"no form that asks for a password: {status} {page[:300]}")
        filled = {**form.fields, "username": scene.person(number), "password": scene.password_of(number)}
        _, url, page = browser.follow("POST", urljoin(url, form.action), filled)
        answer = parse_qs(urlsplit(url).query)
        if not url.startswith(scene.CALLBACK) or answer.get("state") != [state] or "code" not in answer:
            raise Astray(f"no code, but {url} {page[:300]}")
        status, _, text = browser.send("POST", self.token, {
            "grant_type": "authorization_code", "code": answer["code"][0], "redirect_uri": scene.CALLBACK,
            "code_verifier": verifier, "client_id": scene.APPLICATION, "client_secret": self.secret})
        return status, text
