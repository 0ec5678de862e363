-- Attempts at secrets, counted per realm, kind, subject and network; an empty subject or address means all of them.
CREATE TABLE guess (
    realm_id TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    subject  TEXT    NOT NULL,
    address  TEXT    NOT NULL,
    attempts INTEGER NOT NULL,
    ends_at  BIGINT  NOT NULL,
    PRIMARY KEY (realm_id, kind, subject, address)
);
CREATE INDEX guess_ends_at ON guess (ends_at);

-- Networks from which somebody signed in to an account: strangers who guess elsewhere can't shut them out.
CREATE TABLE known_address (
    realm_id TEXT   NOT NULL,
    subject  TEXT   NOT NULL,
    address  TEXT   NOT NULL,
    ends_at  BIGINT NOT NULL,
    PRIMARY KEY (realm_id, subject, address)
);
CREATE INDEX known_address_ends_at ON known_address (ends_at);
