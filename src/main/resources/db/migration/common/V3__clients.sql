CREATE TABLE client_scope (
    id                     TEXT    NOT NULL PRIMARY KEY,
    realm_id               TEXT    NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    name                   TEXT    NOT NULL,
    description            TEXT    NOT NULL,
    include_in_token_scope BOOLEAN NOT NULL,
    realm_default          TEXT    NOT NULL,
    built_in               BOOLEAN NOT NULL,
    created_at             BIGINT  NOT NULL,
    version                BIGINT  NOT NULL,
    UNIQUE (realm_id, name)
);

CREATE TABLE client (
    id                        TEXT    NOT NULL PRIMARY KEY,
    realm_id                  TEXT    NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    client_id                 TEXT    NOT NULL,
    name                      TEXT    NOT NULL,
    name_key                  TEXT    NOT NULL,
    description               TEXT    NOT NULL,
    enabled                   BOOLEAN NOT NULL,
    public_client             BOOLEAN NOT NULL,
    pkce_required             BOOLEAN NOT NULL,
    grant_types               TEXT    NOT NULL,
    redirect_uris             TEXT    NOT NULL,
    post_logout_redirect_uris TEXT    NOT NULL,
    web_origins               TEXT    NOT NULL,
    root_url                  TEXT    NOT NULL,
    home_url                  TEXT    NOT NULL,
    always_display_in_ui      BOOLEAN NOT NULL,
    audience                  TEXT    NOT NULL,
    token_lifespan_seconds    BIGINT,
    access_token_type         TEXT,
    secret_storage            TEXT    NOT NULL,
    not_before                BIGINT  NOT NULL,
    service_account_id        TEXT    NOT NULL,
    built_in                  BOOLEAN NOT NULL,
    created_at                BIGINT  NOT NULL,
    version                   BIGINT  NOT NULL,
    deleted_at                BIGINT
);
CREATE UNIQUE INDEX client_by_client_id ON client (realm_id, client_id) WHERE deleted_at IS NULL;
CREATE INDEX client_anywhere ON client (client_id) WHERE deleted_at IS NULL;
CREATE INDEX client_by_name ON client (realm_id, name_key, client_id) WHERE deleted_at IS NULL;
CREATE INDEX client_bin ON client (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX client_by_service_account ON client (service_account_id);

CREATE TABLE client_scope_assignment (
    client_id  TEXT    NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    scope_id   TEXT    NOT NULL REFERENCES client_scope (id) ON DELETE CASCADE,
    assignment TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    PRIMARY KEY (client_id, scope_id)
);
CREATE INDEX client_scope_assignment_by_scope ON client_scope_assignment (scope_id);

CREATE TABLE client_secret (
    id            TEXT    NOT NULL PRIMARY KEY,
    realm_id      TEXT    NOT NULL,
    client_id     TEXT    NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    name          TEXT    NOT NULL,
    hash          TEXT    NOT NULL,
    sealed        TEXT,
    weak          BOOLEAN NOT NULL,
    created_at    BIGINT  NOT NULL,
    expires_at    BIGINT,
    revoked_at    BIGINT,
    used_count    BIGINT  NOT NULL,
    last_used_at  BIGINT,
    last_used_by  TEXT
);
CREATE INDEX client_secret_by_client ON client_secret (client_id);
CREATE INDEX client_secret_by_hash ON client_secret (hash);

CREATE TABLE usage_report (
    node        TEXT   NOT NULL PRIMARY KEY,
    complete_to BIGINT NOT NULL
);
