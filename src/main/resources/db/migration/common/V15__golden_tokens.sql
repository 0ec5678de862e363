-- What a token of a client is expected to say: one for each client, gone with it and with the person it is for.
CREATE TABLE golden_token (
    client_id  TEXT   NOT NULL PRIMARY KEY REFERENCES client (id) ON DELETE CASCADE,
    realm_id   TEXT   NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    person_id  TEXT   REFERENCES person (id) ON DELETE CASCADE,
    scope      TEXT   NOT NULL,
    claims     TEXT   NOT NULL,
    updated_at BIGINT NOT NULL,
    version    BIGINT NOT NULL
);
CREATE INDEX golden_token_by_realm ON golden_token (realm_id, client_id);
CREATE INDEX golden_token_by_person ON golden_token (person_id) WHERE person_id IS NOT NULL;
