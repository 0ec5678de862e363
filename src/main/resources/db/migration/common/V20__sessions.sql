-- How long people stay signed in, and what refresh tokens live for.
ALTER TABLE realm ADD COLUMN session_idle_seconds BIGINT NOT NULL DEFAULT 1800;
ALTER TABLE realm ADD COLUMN session_lifespan_seconds BIGINT NOT NULL DEFAULT 28800;
ALTER TABLE realm ADD COLUMN remember_me_seconds BIGINT NOT NULL DEFAULT 0;
ALTER TABLE realm ADD COLUMN offline_lifespan_seconds BIGINT NOT NULL DEFAULT 31536000;
ALTER TABLE realm ADD COLUMN refresh_grace_seconds BIGINT NOT NULL DEFAULT 10;
ALTER TABLE client ADD COLUMN consent_required BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE client ADD COLUMN refresh_token_lifespan_seconds BIGINT;
ALTER TABLE client ADD COLUMN session_lifespan_seconds BIGINT;

-- Who is signed in, and where. A session without a cookie was begun without a browser.
CREATE TABLE user_session (
    id               TEXT    NOT NULL PRIMARY KEY,
    realm_id         TEXT    NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    person_id        TEXT    NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    cookie_hash      TEXT    UNIQUE,
    started_at       BIGINT  NOT NULL,
    authenticated_at BIGINT  NOT NULL,
    methods          TEXT    NOT NULL,
    level            TEXT    NOT NULL,
    address          TEXT    NOT NULL,
    user_agent       TEXT    NOT NULL,
    remembered       BOOLEAN NOT NULL,
    seen_at          BIGINT  NOT NULL,
    alive_until      BIGINT  NOT NULL,
    ends_at          BIGINT  NOT NULL
);
CREATE INDEX user_session_by_realm ON user_session (realm_id, started_at, id);
CREATE INDEX user_session_by_person ON user_session (person_id, started_at, id);
CREATE INDEX user_session_alive_until ON user_session (alive_until);

-- What people let a client have: from the code that it redeems to the last token that it refreshes. A row without a
-- session is for when the person is away.
CREATE TABLE authorization_grant (
    id               TEXT   NOT NULL PRIMARY KEY,
    realm_id         TEXT   NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    client_id        TEXT   NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    person_id        TEXT   NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    session_id       TEXT   REFERENCES user_session (id) ON DELETE CASCADE,
    scope            TEXT   NOT NULL,
    request          TEXT   NOT NULL,
    authenticated_at BIGINT NOT NULL,
    methods          TEXT   NOT NULL,
    level            TEXT   NOT NULL,
    granted_at       BIGINT NOT NULL,
    code_hash        TEXT   UNIQUE,
    code_ends_at     BIGINT,
    redeemed_at      BIGINT,
    counter          BIGINT NOT NULL,
    tip_hash         TEXT,
    rotated_at       BIGINT,
    previous_hash    TEXT,
    alive_until      BIGINT NOT NULL,
    ends_at          BIGINT NOT NULL
);
CREATE INDEX authorization_grant_by_session ON authorization_grant (session_id, client_id) WHERE session_id IS NOT NULL;
CREATE INDEX authorization_grant_by_person ON authorization_grant (person_id, client_id);
CREATE INDEX authorization_grant_by_realm ON authorization_grant (realm_id);
CREATE INDEX authorization_grant_by_client ON authorization_grant (client_id);
CREATE INDEX authorization_grant_alive_until ON authorization_grant (alive_until);
