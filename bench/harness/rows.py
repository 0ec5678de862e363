"""The rows of the table: what is asked of the servers, and what must come of it."""

import base64
import concurrent.futures
import json
from dataclasses import dataclass

import scene
from load import Work
from sign_in import SignIns
from web import FORM, form, send


class WrongAnswer(Exception):
    pass


@dataclass(frozen=True)
class Row:
    """A peak rate at so many connections; targets are ratios of Chancery's median to the other's."""

    name: str
    work: object  # server -> Work, or SignIns
    right: object  # (status, text) -> bool
    connections: int
    keycloak: float
    yardstick: float = None
    tail: float = None  # p99 at most this many times p50


def introspection(server):
    url = server.token_url(scene.RSA_REALM)
    answers = [send("POST", url, server.inspected(), FORM)[1] for _ in range(64)]
    return server.introspection([json.loads(answer)["access_token"] for answer in answers])


def granted(server, realm):
    """Fresh tokens of people, each of a grant of its own; one more than load needs, to be looked at."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda number: _granted(server, realm, number), range(scene.GRANTS + 1)))


def _granted(server, realm, number):
    status, text = send("POST", server.token_url(realm), server.password_grant(realm, number), FORM)
    if status != 200:
        raise WrongAnswer(f"{server.name}, tokens of a person: {status} {text[:300]}")
    return json.loads(text)


def refreshes(server, realm):
    fields = {"grant_type": "refresh_token", "client_id": scene.APPLICATION,
              "client_secret": server.application_secrets[realm]}
    bodies = [form(**fields, refresh_token=tokens["refresh_token"]) for tokens in granted(server, realm)]
    return Work("POST", server.token_url(realm), FORM, bodies, "refresh_token")


def userinfo(server):
    bodies = [form(access_token=tokens["access_token"]) for tokens in granted(server, scene.RSA_REALM)]
    return Work("POST", server.connect_url(scene.RSA_REALM) + "/userinfo", FORM, bodies)


def sign_ins(server):
    connect = server.connect_url(scene.RSA_REALM)
    return SignIns(server.base, connect + "/auth", connect + "/token", server.application_secrets[scene.RSA_REALM])


def is_token(algorithm):
    def right(status, text):
        if status != 200:
            return False
        head = json.loads(text)["access_token"].split(".")[0]
        return json.loads(base64.urlsafe_b64decode(head + "=="))["alg"] == algorithm

    return right


def is_refreshed(status, text):
    return status == 200 and {"access_token", "refresh_token", "id_token"} <= json.loads(text).keys()


def is_person(status, text):
    return status == 200 and json.loads(text)["email"].startswith("person-")


def is_active(status, text):
    return status == 200 and json.loads(text)["active"] is True


def is_created(status, _):
    return status == 201


def is_page(status, text):
    if status != 200:
        return False
    page = json.loads(text)
    return len(page["content"] if isinstance(page, dict) else page) == 20


def _tokens(realm, connections, keycloak, yardstick):
    algorithm = scene.algorithm(realm)
    return Row(f"client_credentials {algorithm}, {connections} connections", lambda server: server.tokens(realm),
               is_token(algorithm), connections, keycloak, yardstick, 6.0 if algorithm == "RS256" else None)


ROWS = [
    _tokens(scene.RSA_REALM, 16, 4.5, 0.85),
    _tokens(scene.RSA_REALM, 64, 4.5, 0.85),
    _tokens(scene.EC_REALM, 16, 15, 0.6),
    _tokens(scene.EC_REALM, 64, 15, 0.6),
    Row("introspection, strict, 16 connections", introspection, is_active, 16, 4),
    Row("create a client over REST, 8 connections", lambda server: server.creation(), is_created, 8, 5),
    Row(f"list 20 among {scene.LISTED:,} clients, 8 connections", lambda server: server.listing(), is_page, 8, 5),
]

def _refreshes(realm):
    return Row(f"refresh with rotation {scene.algorithm(realm)}, 16 connections",
               lambda server: refreshes(server, realm), is_refreshed, 16, 5)


PEOPLE_ROWS = [
    _refreshes(scene.RSA_REALM),
    _refreshes(scene.EC_REALM),
    Row("userinfo, strict, 16 connections", userinfo, is_person, 16, 3),
    Row("sign in: page, password, code, tokens; 8 browsers", sign_ins, is_refreshed, 8, 1.2),
]


def prepared(row, server):
    """The row's requests, with fresh tokens in them, after one of them was answered rightly."""
    work = row.work(server)
    require(server, row.name, work, row.right)
    return work


def require(server, name, work, right):
    status, text = work.look()
    if not right(status, text):
        raise WrongAnswer(f"{server.name}, {name}: {status} {text[:300]}")
