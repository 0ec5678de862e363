-- Devices that wait until somebody lets them in.
CREATE TABLE device_authorization (
    device_hash TEXT   NOT NULL PRIMARY KEY,
    user_hash   TEXT   NOT NULL UNIQUE,
    realm_id    TEXT   NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    client_id   TEXT   NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    scope       TEXT   NOT NULL,
    address     TEXT   NOT NULL,
    user_agent  TEXT   NOT NULL,
    state       TEXT   NOT NULL,
    session_id  TEXT   REFERENCES user_session (id) ON DELETE CASCADE,
    entries     BIGINT NOT NULL,
    pause       BIGINT NOT NULL,
    polled_at   BIGINT,
    begun_at    BIGINT NOT NULL,
    ends_at     BIGINT NOT NULL
);
CREATE INDEX device_authorization_ends_at ON device_authorization (ends_at);
CREATE INDEX device_authorization_by_realm ON device_authorization (realm_id);
CREATE INDEX device_authorization_by_client ON device_authorization (client_id);
CREATE INDEX device_authorization_by_session ON device_authorization (session_id);
