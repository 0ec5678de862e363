-- The seed that a person's authenticator app counts from, sealed, and the newest step of which a code was taken.
CREATE TABLE totp (
    person_id   TEXT   NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    id          TEXT   NOT NULL UNIQUE,
    sealed_seed TEXT   NOT NULL,
    used_step   BIGINT NOT NULL,
    created_at  BIGINT NOT NULL
);

-- Codes for when the app is lost: a row until it is used.
CREATE TABLE recovery_code (
    person_id  TEXT   NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    code_hash  TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, code_hash)
);
