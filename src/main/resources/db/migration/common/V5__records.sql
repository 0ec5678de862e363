CREATE TABLE audit_entry (
    n            BIGINT NOT NULL PRIMARY KEY,
    at           BIGINT NOT NULL,
    realm_id     TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    subject      TEXT   NOT NULL,
    actor        TEXT   NOT NULL,
    address      TEXT   NOT NULL,
    digest       TEXT   NOT NULL,
    chain_hash   TEXT   NOT NULL
);
CREATE INDEX audit_entry_by_realm ON audit_entry (realm_id, n);
CREATE INDEX audit_entry_by_subject ON audit_entry (realm_id, subject, n);

CREATE TABLE audit_payload (
    n       BIGINT NOT NULL PRIMARY KEY REFERENCES audit_entry (n) ON DELETE CASCADE,
    salt    TEXT   NOT NULL,
    payload TEXT   NOT NULL
);

CREATE TABLE failure (
    realm_id  TEXT   NOT NULL,
    fold      BIGINT NOT NULL,
    cause     TEXT   NOT NULL,
    subject   TEXT   NOT NULL,
    detail    TEXT   NOT NULL,
    address   TEXT   NOT NULL,
    first_at  BIGINT NOT NULL,
    last_at   BIGINT NOT NULL,
    count     BIGINT NOT NULL,
    PRIMARY KEY (realm_id, fold)
);
CREATE INDEX failure_by_time ON failure (realm_id, last_at);

CREATE TABLE failure_loss (
    realm_id TEXT   NOT NULL PRIMARY KEY,
    dropped  BIGINT NOT NULL,
    last_at  BIGINT NOT NULL
);

CREATE TABLE revoked_token (
    realm_id   TEXT   NOT NULL,
    jti        TEXT   NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (realm_id, jti)
);
CREATE INDEX revoked_token_expiry ON revoked_token (expires_at);
