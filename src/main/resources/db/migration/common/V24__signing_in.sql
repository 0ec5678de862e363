-- Sign-ins that are under way: what was asked, by which browser, and what has been proved so far.
CREATE TABLE interaction (
    handle_hash  TEXT    NOT NULL PRIMARY KEY,
    realm_id     TEXT    NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    browser_hash TEXT,
    asked        TEXT,
    device       TEXT,
    person_id    TEXT    REFERENCES person (id) ON DELETE CASCADE,
    methods      TEXT    NOT NULL,
    remember     BOOLEAN NOT NULL,
    pending      TEXT    NOT NULL,
    begun_at     BIGINT  NOT NULL,
    ends_at      BIGINT  NOT NULL
);
CREATE INDEX interaction_by_realm ON interaction (realm_id);
CREATE INDEX interaction_by_person ON interaction (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX interaction_ends_at ON interaction (ends_at);

-- What people have agreed that a client may have.
CREATE TABLE consent (
    person_id  TEXT   NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    client_id  TEXT   NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    realm_id   TEXT   NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    scopes     TEXT   NOT NULL,
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, client_id)
);
CREATE INDEX consent_by_client ON consent (client_id);
