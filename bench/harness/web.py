"""A few lines over urllib: JSON and forms in, status and body out."""

import json
import urllib.error
import urllib.parse
import urllib.request

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Refused(Exception):
    pass


def send(method, url, body=None, headers=None, timeout=600):
    """The status and the text of an answer, whatever the status is."""
    data = body.encode() if isinstance(body, str) else body
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    try:
        with NO_PROXY.open(request, timeout=timeout) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def call(method, url, value=None, token=None):
    """A JSON call that must succeed; its answer parsed, None when empty."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    status, text = send(method, url, None if value is None else json.dumps(value), headers)
    if status >= 300:
        raise Refused(f"{method} {url}: {status} {text[:300]}")
    return json.loads(text) if text else None


def form(**fields):
    return urllib.parse.urlencode(fields)


def token(url, **fields):
    """An access token bought with the given form."""
    status, text = send("POST", url, form(**fields), FORM)
    if status != 200:
        raise Refused(f"POST {url}: {status} {text[:300]}")
    return json.loads(text)["access_token"]
