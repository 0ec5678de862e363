"""Pages by prefix among few and among many people and clients, over REST and at the console, on both databases."""

import shutil
import sqlite3
import statistics
import time
from urllib.parse import urljoin

import measure
import rows
import scene
from chancery import ADMIN, Chancery
from load import Work
from measure import say
from sign_in import Browser, PasswordForm
from web import FORM, form

WINDOW = WARM_UP = 2  # seconds
REALMS = {"few": {"people": scene.FEW, "clients": scene.FEW},
          "many": {"people": scene.MANY_PEOPLE, "clients": scene.MANY_CLIENTS}}
ZERO = "0000000"  # stands in all names of the one that the others are multiplied from

# What differs from row to row: texts with the number in them, and ids that end in it.
MULTIPLIED = {
    "person": ({"username", "username_key", "email", "email_key", "first_name", "first_name_key", "last_name",
                "last_name_key"}, {"id"}, "id"),
    "person_term": ({"term"}, {"person_id"}, "person_id"),
    "client": ({"client_id", "name", "name_key"}, {"id", "service_account_id"}, "id"),
}


class Paged(Chancery):
    """A Chancery of its own, since what is multiplied here would weigh on the other rows."""

    def __init__(self, cluster, repository, work, logs, java_home, database):
        super().__init__(cluster, repository, work, logs, java_home)
        self.database, self.name = database, "chancery-" + database
        self.folder = work / self.name
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self):
        named = dict(super().environment(), CHANCERY_DATA_DIR=str(self.folder / "data"))
        if self.database == "sqlite":
            return {name: value for name, value in named.items() if not name.startswith("CHANCERY_DATABASE_")}
        return dict(named, CHANCERY_DATABASE_URL=self.cluster.url("pages"))

    def seed(self):
        """One person and one client of each realm over REST, the others as rows like theirs."""
        if self.database == "postgresql":
            self.cluster.create("pages")
        self.first = Work("POST", self.token_url("master"), FORM, [form(**ADMIN)])
        self.start()
        models = []
        for realm, count in REALMS.items():
            self._post("/api/realms", {"name": realm, "signatureAlgorithm": "ES256"})
            person = self._post("/api/users", {
                "realmName": realm, "username": f"person-{ZERO}", "email": f"person-{ZERO}@example.com",
                "firstName": f"Given {ZERO}", "lastName": f"Family {ZERO}"})
            client = self._post("/api/clients", {
                "realmName": realm, "clientId": f"client-{ZERO}", "name": f"Application {ZERO}", "publicClient": True,
                "grantTypes": ["authorization_code"], "redirectUris": [scene.CALLBACK]})
            models += [("person", person["id"], count["people"]), ("person_term", person["id"], count["people"]),
                       ("client", client["id"], count["clients"])]
        self.stop()
        self._run([_multiplied(table, self._columns(table), model, count) for table, model, count in models])

    def _columns(self, table):
        if self.database == "postgresql":
            listed = f"SELECT string_agg(column_name, ',') FROM information_schema.columns WHERE table_name = '{table}'"
            return self.cluster.sql("pages", listed).strip().split(",")
        with self._sqlite() as db:
            return [name for name, in db.execute(f"SELECT name FROM pragma_table_info('{table}')")]

    def _indexes(self):
        """Name and making of each that can be made again once all rows are there, which is sooner than with each row."""
        tables = "('" + "', '".join(MULTIPLIED) + "')"
        if self.database == "postgresql":
            listed = ("SELECT indexname || '|' || indexdef FROM pg_indexes WHERE tablename IN " + tables +
                      " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)")
            return [line.split("|") for line in self.cluster.sql("pages", listed).splitlines()]
        with self._sqlite() as db:
            return db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' AND tbl_name IN "
                              + tables).fetchall()

    def _run(self, statements):
        indexes = self._indexes()
        all_statements = [*(f"DROP INDEX {name}" for name, _ in indexes), *statements, *(making for _, making in indexes)]
        if self.database == "postgresql":
            # the rows refer to what their model refers to: no key needs checking
            self.cluster.sql("pages", "; ".join(["SET session_replication_role = replica", *all_statements]))
            self.cluster.sql("pages", "VACUUM ANALYZE")
            return
        with self._sqlite() as db:
            for statement in all_statements:
                db.execute(statement)

    def _sqlite(self):
        return sqlite3.connect(self.folder / "data" / "chancery.db")

    def pages(self, kind, realm):
        """Beginnings that 100 have in either realm, and one that all have; in more sizes than pages are held of."""
        members = {"people": {"search": "person-", "username": "person-", "email": "person-", "firstName": "given ",
                              "lastName": "family "},
                   "clients": {"clientId": "client-", "name": "application "}}[kind]
        path = {"people": "/api/users", "clients": "/api/clients"}[kind]
        queries = ["?" + form(realm=realm, size=size, **{member: start + number})
                   for size in range(1, 101) for member, start in members.items()
                   for number in ["", *(f"0000{digit}" for digit in range(10))]]
        return Work("GET", f"{self.base}{path}", self._json(), queries)

    def screens(self, kind, realm):
        """The console's lists, a screen at a time, for an administrator who has just signed in; what 1,000 fill."""
        path, member, start = {"people": ("users", "search", "person-"), "clients": ("clients", "clientId", "client-")}[kind]
        queries = ["?" + form(page=page, **{member: start + number})
                   for number, pages in (("", 50), *((f"0000{digit}", 5) for digit in range(10)))
                   for page in range(pages)]
        return Work("GET", f"{self.base}/console/realms/{realm}/{path}", {"Cookie": self._seat()}, queries)

    def _seat(self):
        """The cookies of an administrator's browser."""
        browser = Browser(self.base)
        _, url, page = browser.follow("GET", self.base + "/console")
        asked = PasswordForm(page)
        named = {"username": ADMIN["username"], "password": ADMIN["password"]}
        browser.follow("POST", urljoin(url, asked.action), {**asked.fields, **named})
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items() if name == "console")


def _multiplied(table, columns, model, count):
    texts, ids, key = MULTIPLIED[table]
    number = "substr(CAST(10000000 + n.i AS TEXT), 2)"

    def value(column):
        if column in texts:
            return f"replace(model.{column}, '{ZERO}', {number})"
        return f"model.{column} || '-' || n.i" if column in ids else f"model.{column}"

    return (f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1}), "
            f"model AS MATERIALIZED (SELECT * FROM {table} WHERE {key} = '{model}') "
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(map(value, columns))} FROM model CROSS JOIN n")


def is_page(status, text):
    return status == 200 and '"content":[{' in text


def is_screen(status, text):
    return status == 200 and text.count("<tr") > 20


def milliseconds(windows):
    """What a page takes, one being asked after the other."""
    return 1000 / statistics.median(window["rate"] for window in windows)


def measured(chancery, cluster):
    """Windows by database, kind and realm."""
    figures = {}
    for database in ("postgresql", "sqlite"):
        server = Paged(cluster, chancery.repository, chancery.work, chancery.logs, chancery.java_home, database)
        server.launcher = chancery.launcher
        server.folder.mkdir(parents=True)
        try:
            began = time.monotonic()
            server.seed()
            say(f"pages on {database}: seeded in {time.monotonic() - began:.0f} s")
            server.start()
            figures[database] = {
                **{kind: _windows(server, kind, cluster, server.pages, is_page) for kind in ("people", "clients")},
                **{screen(kind): _windows(server, kind, cluster, server.screens, is_screen) for kind in ("people", "clients")}}
        finally:
            server.stop()
            shutil.rmtree(server.folder, ignore_errors=True)
    cluster.drop("pages")
    return figures


def screen(kind):
    return f"{kind} at the console"


def _windows(server, kind, cluster, asked, right):
    works = {realm: asked(kind, realm) for realm in REALMS}
    for work in works.values():
        rows.require(server, f"pages of {kind}", work, right)
    taken = measure.in_turn(server, works, 1, cluster, WINDOW, WARM_UP)
    few, many = (milliseconds(taken[realm]) for realm in REALMS)
    what = screen(kind) if asked == server.screens else kind
    say(f"pages of {what} on {server.database}: {many:.2f} ms among many, {few:.2f} ms among few")
    return taken
