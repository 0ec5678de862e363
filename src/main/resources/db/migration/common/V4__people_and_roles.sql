CREATE TABLE person (
    id             TEXT    NOT NULL PRIMARY KEY,
    realm_id       TEXT    NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    username       TEXT    NOT NULL,
    username_key   TEXT    NOT NULL,
    email          TEXT,
    email_key      TEXT,
    email_verified BOOLEAN NOT NULL,
    first_name     TEXT    NOT NULL,
    last_name      TEXT    NOT NULL,
    enabled        BOOLEAN NOT NULL,
    not_before     BIGINT  NOT NULL,
    created_at     BIGINT  NOT NULL,
    version        BIGINT  NOT NULL,
    UNIQUE (realm_id, username_key)
);
CREATE UNIQUE INDEX person_by_email ON person (realm_id, email_key) WHERE email_key IS NOT NULL;

CREATE TABLE credential (
    id         TEXT   NOT NULL PRIMARY KEY,
    person_id  TEXT   NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    kind       TEXT   NOT NULL,
    secret     TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX credential_by_person ON credential (person_id, kind);

CREATE TABLE role (
    id          TEXT    NOT NULL PRIMARY KEY,
    realm_id    TEXT    NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    built_in    BOOLEAN NOT NULL,
    created_at  BIGINT  NOT NULL,
    version     BIGINT  NOT NULL,
    UNIQUE (realm_id, name)
);

CREATE TABLE role_mapping (
    id         TEXT   NOT NULL PRIMARY KEY,
    realm_id   TEXT   NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    role_id    TEXT   NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    holder     TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (holder, role_id)
);
CREATE INDEX role_mapping_by_role ON role_mapping (role_id, holder);
