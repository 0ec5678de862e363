"""Chancery on PostgreSQL: the distribution where there is one, else the launcher of the checkout."""

import concurrent.futures
import json
import secrets
import tarfile

import scene
from load import Work
from postgres import free_port
from server import Server
from web import FORM, call, form, token

ADMIN = {"client_id": "admin-cli", "grant_type": "password", "username": "admin", "password": "a long bench password"}


class Chancery(Server):
    name = "chancery"

    def __init__(self, cluster, repository, work, logs, java_home):
        self.cluster, self.repository, self.work, self.logs, self.java_home = cluster, repository, work, logs, java_home
        self.port, self.management = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.folder = work / "chancery"
        self.master_key = secrets.token_hex(32)
        self.secrets, self.application_secrets = {}, {}

    def install(self):
        """Unpacks the distribution; says what is measured."""
        self.folder.mkdir(parents=True, exist_ok=True)
        archives = sorted((self.repository / "dist").glob("chancery-*.tar.gz"))
        if not archives:
            self.launcher = self.repository / "bin" / "chancery"
            return "bin/chancery of the checkout (no distribution was built)"
        with tarfile.open(archives[-1]) as archive:
            archive.extractall(self.folder, filter="data")
        self.launcher = next(self.folder.glob("chancery-*/bin/chancery"))
        return archives[-1].name

    def command(self):
        return [str(self.launcher), "start"]

    def environment(self):
        return {
            "JAVA_HOME": str(self.java_home),
            "CHANCERY_HTTP_PORT": str(self.port),
            "CHANCERY_MANAGEMENT_PORT": str(self.management),
            "CHANCERY_DATA_DIR": str(self.folder / "data"),
            "CHANCERY_DATABASE_URL": self.cluster.url("chancery"),
            "CHANCERY_DATABASE_USER": self.cluster.user,
            "CHANCERY_DATABASE_PASSWORD": self.cluster.password,
            "CHANCERY_PUBLIC_URL": self.base,
            "CHANCERY_MASTER_KEY": self.master_key,
            "CHANCERY_BOOTSTRAP_ADMIN_USERNAME": ADMIN["username"],
            "CHANCERY_BOOTSTRAP_ADMIN_PASSWORD": ADMIN["password"],
        }

    def admin_token(self):
        return token(self.token_url("master"), **ADMIN)

    def seed(self):
        self.cluster.create("chancery")
        self.first = Work("POST", self.token_url("master"), FORM, [form(**ADMIN)])
        self.start()
        for realm in scene.REALMS:
            self._post("/api/realms", {"name": realm, "signatureAlgorithm": scene.algorithm(realm)})
        machines = [(realm, scene.machine(i)) for realm in (scene.RSA_REALM, scene.EC_REALM) for i in range(scene.MACHINES)]
        for realm, client_id in [*machines, (scene.RSA_REALM, scene.INSPECTOR)]:
            made = self._post("/api/clients", {"realmName": realm, "clientId": client_id,
                                               "grantTypes": ["client_credentials"], "scopes": scene.MACHINE_SCOPE.split()})
            self.secrets[realm, client_id] = made["clientSecret"]
        for number in range(scene.MACHINES):
            made = self._post("/api/clients", _mapped(number))
            self.secrets[scene.RSA_REALM, scene.mapped(number)] = made["clientSecret"]
        self._all("/api/clients", [_confidential(scene.LIST_REALM, scene.listed(n)) for n in range(scene.LISTED)])
        self._post("/api/clients", {"realmName": scene.RSA_REALM, "clientId": "sign-in", "publicClient": True,
                                    "grantTypes": ["password"]})
        for realm in (scene.RSA_REALM, scene.EC_REALM):
            self._all("/api/users", [_person(realm, n) for n in range(scene.PEOPLE)])
            application = _confidential(realm, scene.APPLICATION)
            application["grantTypes"] = [*application["grantTypes"], "password"]
            self.application_secrets[realm] = self._post("/api/clients", application)["clientSecret"]
        self.stop()
        self.first = self.tokens(scene.RSA_REALM)
        self.cluster.sql("chancery", "VACUUM ANALYZE")

    def hashing(self):
        """How a person's password is hashed, as the database has it."""
        return self.cluster.sql("chancery", "SELECT DISTINCT split_part(secret, '$', 2) || ' ' || split_part(secret, '$', 4)"
                                            " FROM credential WHERE kind = 'password'").strip()

    def more_realms(self):
        self._all("/api/realms", [{"name": f"many-{n:05d}", "signatureAlgorithm": "ES256"}
                                  for n in range(scene.MANY_REALMS)])
        self.cluster.sql("chancery", "VACUUM ANALYZE")

    def _post(self, path, value):
        return call("POST", self.base + path, value, self.admin_token())

    def _all(self, path, values, size=500):
        """Many of a kind, eight at a time, with a fresh token for each few hundred."""
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for start in range(0, len(values), size):
                bearer = self.admin_token()
                list(pool.map(lambda value: call("POST", self.base + path, value, bearer), values[start : start + size]))

    def tokens(self, realm, client_id=scene.machine):
        bodies = [self._client_credentials(realm, client_id(i)) for i in range(scene.MACHINES)]
        return Work("POST", self.token_url(realm), FORM, bodies)

    def inspected(self):
        return self._client_credentials(scene.RSA_REALM, scene.INSPECTOR)

    def introspection(self, tokens):
        secret = self.secrets[scene.RSA_REALM, scene.INSPECTOR]
        bodies = [form(token=text, client_id=scene.INSPECTOR, client_secret=secret) for text in tokens]
        return Work("POST", self.token_url(scene.RSA_REALM) + "/introspect", FORM, bodies)

    def _client_credentials(self, realm, client_id):
        return form(grant_type="client_credentials", client_id=client_id, client_secret=self.secrets[realm, client_id])

    def creation(self):
        return Work("POST", f"{self.base}/api/clients", self._json(),
                    [json.dumps(_confidential(scene.CREATE_REALM, "made-{n}"))])

    def listing(self):
        return Work("GET", f"{self.base}/api/clients?realm={scene.LIST_REALM}&size=20", self._json())

    def sign_ins(self):
        bodies = [form(grant_type="password", client_id="sign-in", username=scene.person(n), password=scene.password_of(n))
                  for n in range(scene.PEOPLE)]
        return Work("POST", self.token_url(scene.RSA_REALM), FORM, bodies)

    def _json(self):
        return {"Content-Type": "application/json", "Authorization": "Bearer " + self.admin_token()}


def _confidential(realm, client_id):
    return {"realmName": realm, "clientId": client_id, "publicClient": False, "pkceRequired": True,
            "redirectUris": [scene.CALLBACK], "webOrigins": [scene.ORIGIN],
            "grantTypes": ["authorization_code", "refresh_token"], "scopes": ["openid", "profile", "email"]}


def _mapped(number):
    """A machine with ten mappers of its own."""
    def mapper(type, claim, **config):
        return {"name": claim or type, "type": type, **({"claim": claim} if claim else {}), "config": config}

    mappers = [mapper("user-attribute", name, attribute=name) for name in ("applications", "team", "site", "level")]
    mappers += [mapper("user-property", "account", property="username"), mapper("user-property", "contact", property="email")]
    mappers += [mapper("hardcoded-claim", "tenant", value="shop"), mapper("hardcoded-claim", "stage", value="production")]
    mappers += [mapper("full-name", "title"), mapper("audience", "", audience="https://orders.example.com")]
    attributes = {name: [f"{name} {number}"] for name in ("applications", "team", "site", "level")}
    return {"realmName": scene.RSA_REALM, "clientId": scene.mapped(number), "grantTypes": ["client_credentials"],
            "scopes": scene.MACHINE_SCOPE.split(), "mappers": mappers,
            "serviceAccount": {"email": f"{scene.mapped(number)}@example.com", "firstName": "Nightly", "lastName": "Report",
                               "attributes": attributes}}


def _person(realm, number):
    return {"realmName": realm, "username": scene.person(number), "email": f"{scene.person(number)}@example.com",
            "firstName": "Person", "lastName": str(number), "password": scene.password_of(number)}
