"""What both servers hold and are asked: the same realms, clients and people on each."""

import os

QUICK = bool(os.environ.get("BENCH_QUICK"))

RSA_REALM = "bench-rs256"  # the machines and the people
EC_REALM = "bench-es256"  # both again
LIST_REALM = "bench-list"  # the listed clients
CREATE_REALM = "bench-create"  # where the create row puts its clients
REALMS = (RSA_REALM, EC_REALM, LIST_REALM, CREATE_REALM)
MACHINES = 16
INSPECTOR = "inspector"  # buys tokens meant for itself and introspects them
LISTED = 1_000 if QUICK else 10_000
APPLICATION = "application"  # where people sign in, and what refreshes their tokens
GRANTS = 32  # that take turns in refreshing: more than connections, so that a token is always there
PEOPLE = 200
FEW = 1_000  # people, and clients, in the realm that a page of many is compared with
MANY_PEOPLE = 100_000 if QUICK else 1_000_000
MANY_CLIENTS = 10_000 if QUICK else 100_000
MANY_REALMS = 1_000 if QUICK else 10_000

MACHINE_SCOPE = "profile email"
CALLBACK = "https://app.example.com/callback"
ORIGIN = "https://app.example.com"


def machine(number):
    return f"machine-{number:02d}"


def mapped(number):
    return f"mapped-{number:02d}"


def listed(number):
    return f"listed-{number:05d}"


def person(number):
    return f"person-{number:03d}"


def password_of(number):
    return f"Correct horse {number:03d} battery"


def algorithm(realm):
    return "ES256" if realm == EC_REALM else "RS256"
