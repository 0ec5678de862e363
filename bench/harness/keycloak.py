"""Keycloak in production mode: its documented build and optimized start, its own JVM settings."""

import json
import pathlib
import secrets
import subprocess
import zipfile

import scene
from load import Work
from postgres import free_port
from server import Server
from web import FORM, call, form, token

VERSION = "26.7.3"
ADMIN = {"client_id": "admin-cli", "grant_type": "password", "username": "admin", "password": "a long bench password"}
HASHING = {"memory": 19456, "iterations": 2, "parallelism": 1}  # Argon2id as Chancery has it

# Over REST 10,000 clients take Keycloak minutes; rows cloned from one client take seconds and are the same.
FIRST = scene.listed(0)
CLONES = [f"""
INSERT INTO client
SELECT (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid()::text,
                                                      'client_id', 'listed-' || lpad(n::text, 5, '0')))).*
  FROM client one, generate_series(1, {scene.LISTED - 1}) n WHERE one.client_id = '{FIRST}'"""] + [f"""
INSERT INTO {table}
SELECT (jsonb_populate_record(t, jsonb_build_object('client_id', copy.id))).*
  FROM {table} t JOIN client one ON one.id = t.client_id AND one.client_id = '{FIRST}',
       client copy WHERE copy.client_id LIKE 'listed-%' AND copy.id <> one.id""" for table in (
    "client_attributes", "redirect_uris", "web_origins", "client_scope_client")]


class Keycloak(Server):
    name = "keycloak"

    def __init__(self, cluster, work, logs, java_home):
        self.cluster, self.work, self.logs, self.java_home = cluster, work, logs, java_home
        self.port, self.management = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.folder = work / f"keycloak-{VERSION}"
        self.application_secrets = {realm: secrets.token_hex(32) for realm in (scene.RSA_REALM, scene.EC_REALM)}

    def environment(self):
        return {
            "JAVA_HOME": str(self.java_home),
            "KC_BOOTSTRAP_ADMIN_USERNAME": ADMIN["username"],
            "KC_BOOTSTRAP_ADMIN_PASSWORD": ADMIN["password"],
            "KC_DB_URL": self.cluster.url("keycloak"),
            "KC_DB_USERNAME": self.cluster.user,
            "KC_DB_PASSWORD": self.cluster.password,
        }

    def command(self):
        return ["bin/kc.sh", "start", "--optimized", "--http-enabled=true", "--http-host=127.0.0.1",
                f"--http-port={self.port}", f"--http-management-port={self.management}", f"--hostname={self.base}",
                *(f"--spi-password-hashing--argon2--{name}={value}" for name, value in HASHING.items())]

    def install(self, zipped):
        """Unpacks and runs `kc.sh build`, once."""
        built = self.work / f"keycloak-{VERSION}.built"
        if built.exists():
            return
        with zipfile.ZipFile(zipped) as archive:
            archive.extractall(self.work)
        for script in (self.folder / "bin").glob("*.sh"):
            script.chmod(0o755)
        build = ["bin/kc.sh", "build", "--db=postgres", "--health-enabled=true", "--metrics-enabled=true"]
        with open(pathlib.Path(self.logs, "keycloak-build.log"), "w") as log:
            subprocess.run(build, cwd=self.folder, env={"PATH": "/usr/bin:/bin", "JAVA_HOME": str(self.java_home)},
                           stdout=log, stderr=log, check=True)
        built.touch()

    def admin_token(self):
        return token(self.token_url("master"), **ADMIN)

    def seed(self):
        self.cluster.create("keycloak")
        self.first = Work("POST", self.token_url("master"), FORM, [form(**ADMIN)])
        self.start()
        self._realms()
        self.stop()
        self.first = self.tokens(scene.RSA_REALM)
        for statement in [*CLONES, "VACUUM ANALYZE"]:
            self.cluster.sql("keycloak", statement)

    def _realms(self):
        for realm in scene.REALMS:
            self._post("", {"realm": realm, "enabled": True, "sslRequired": "none",
                            "defaultSignatureAlgorithm": scene.algorithm(realm),
                            "revokeRefreshToken": True, "refreshTokenMaxReuse": 0})
        self._post(f"/{scene.EC_REALM}/components", {
            "name": "ecdsa", "providerId": "ecdsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
            "config": {"ecdsaEllipticCurveKey": ["P-256"], "priority": ["200"]}})
        for number in range(scene.MACHINES):
            self._post(f"/{scene.RSA_REALM}/clients", _machine(scene.machine(number), _secret(number)))
            self._post(f"/{scene.EC_REALM}/clients", _machine(scene.machine(number), _secret(number)))
        # Keycloak tells a client only about tokens that name it in their audience.
        mapper = {"name": "itself", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
                  "config": {"included.client.audience": scene.INSPECTOR, "access.token.claim": "true"}}
        self._post(f"/{scene.RSA_REALM}/clients", {**_machine(scene.INSPECTOR, _secret(0)), "protocolMappers": [mapper]})
        self._post(f"/{scene.LIST_REALM}/clients", _confidential(scene.listed(0)))
        self._post(f"/{scene.RSA_REALM}/clients", _sign_in())
        people = [_person(number) for number in range(scene.PEOPLE)]
        for realm, secret in self.application_secrets.items():
            self._post(f"/{realm}/clients", {**_confidential(scene.APPLICATION), "secret": secret,
                                             "directAccessGrantsEnabled": True})
            self._post(f"/{realm}/partialImport", {"ifResourceExists": "FAIL", "users": people})

    def hashing(self):
        """How people's passwords are hashed, as the database has it."""
        return self.cluster.sql("keycloak", "SELECT DISTINCT credential_data FROM credential WHERE type = 'password'").strip()

    def _post(self, path, value):
        call("POST", f"{self.base}/admin/realms{path}", value, self.admin_token())

    def tokens(self, realm):
        bodies = [form(grant_type="client_credentials", client_id=scene.machine(i), client_secret=_secret(i))
                  for i in range(scene.MACHINES)]
        return Work("POST", self.token_url(realm), FORM, bodies)

    def inspected(self):
        return form(grant_type="client_credentials", client_id=scene.INSPECTOR, client_secret=_secret(0))

    def introspection(self, tokens):
        bodies = [form(token=text, client_id=scene.INSPECTOR, client_secret=_secret(0)) for text in tokens]
        return Work("POST", self.token_url(scene.RSA_REALM) + "/introspect", FORM, bodies)

    def creation(self):
        body = json.dumps(_confidential("made-{n}"))
        return Work("POST", f"{self.base}/admin/realms/{scene.CREATE_REALM}/clients", self._json(), [body])

    def listing(self):
        return Work("GET", f"{self.base}/admin/realms/{scene.LIST_REALM}/clients?first=0&max=20", self._json())

    def sign_ins(self):
        bodies = [form(grant_type="password", client_id="sign-in", username=scene.person(n), password=scene.password_of(n))
                  for n in range(scene.PEOPLE)]
        return Work("POST", self.token_url(scene.RSA_REALM), FORM, bodies)

    def _json(self):
        return {"Content-Type": "application/json", "Authorization": "Bearer " + self.admin_token()}


def _secret(number):
    return f"bench-secret-of-machine-{number:02d}-0123456789"


def _machine(client_id, secret):
    return {"clientId": client_id, "secret": secret, "publicClient": False,
            "standardFlowEnabled": False, "serviceAccountsEnabled": True}


def _confidential(client_id):
    return {"clientId": client_id, "publicClient": False, "standardFlowEnabled": True, "directAccessGrantsEnabled": False,
            "redirectUris": [scene.CALLBACK], "webOrigins": [scene.ORIGIN],
            "attributes": {"pkce.code.challenge.method": "S256"}}


def _sign_in():
    return {"clientId": "sign-in", "publicClient": True, "standardFlowEnabled": False, "directAccessGrantsEnabled": True}


def _person(number):
    return {"username": scene.person(number), "enabled": True, "email": f"{scene.person(number)}@example.com",
            "emailVerified": True, "firstName": "Person", "lastName": str(number),
            "credentials": [{"type": "password", "value": scene.password_of(number)}]}
