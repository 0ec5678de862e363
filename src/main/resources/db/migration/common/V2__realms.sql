CREATE TABLE realm (
    id                             TEXT    NOT NULL PRIMARY KEY,
    name                           TEXT    NOT NULL,
    display_name                   TEXT    NOT NULL,
    enabled                        BOOLEAN NOT NULL,
    token_lifespan_seconds         BIGINT  NOT NULL,
    refresh_token_lifespan_seconds BIGINT  NOT NULL,
    mfa_required                   BOOLEAN NOT NULL,
    signature_algorithm            TEXT    NOT NULL,
    access_token_type              TEXT    NOT NULL,
    default_audience               TEXT,
    key_rotation_days              BIGINT  NOT NULL,
    not_before                     BIGINT  NOT NULL,
    created_at                     BIGINT  NOT NULL,
    version                        BIGINT  NOT NULL,
    deleted_at                     BIGINT
);
CREATE UNIQUE INDEX realm_by_name ON realm (name) WHERE deleted_at IS NULL;
CREATE INDEX realm_bin ON realm (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE signing_key (
    realm_id       TEXT   NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    kid            TEXT   NOT NULL,
    algorithm      TEXT   NOT NULL,
    public_jwk     TEXT   NOT NULL,
    sealed_private TEXT   NOT NULL,
    published_at   BIGINT NOT NULL,
    active_from    BIGINT NOT NULL,
    superseded_at  BIGINT,
    gone_at        BIGINT,
    PRIMARY KEY (realm_id, kid)
);
CREATE INDEX signing_key_in_use ON signing_key (published_at) WHERE superseded_at IS NULL;
CREATE INDEX signing_key_gone ON signing_key (gone_at) WHERE gone_at IS NOT NULL;
CREATE UNIQUE INDEX signing_key_first ON signing_key (realm_id, algorithm) WHERE superseded_at IS NULL;
CREATE INDEX signing_key_by_kid ON signing_key (kid);
