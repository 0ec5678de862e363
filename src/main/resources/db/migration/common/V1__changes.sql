-- One row: the number of the newest change, taken last in each unit that announces one, and the head of the audit chain.
CREATE TABLE change_head (
    id         INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    n          BIGINT  NOT NULL,
    chain_hash TEXT    NOT NULL
);
INSERT INTO change_head (id, n, chain_hash) VALUES (1, 0, '');

-- The change feed, kept for an hour. Numbers are dense: a gap means that older rows were cleaned away.
CREATE TABLE change (
    n        BIGINT NOT NULL PRIMARY KEY,
    realm_id TEXT   NOT NULL,
    kind     TEXT   NOT NULL,
    subject  TEXT   NOT NULL,
    at       BIGINT NOT NULL
);
CREATE INDEX change_at ON change (at);

-- Values of the whole installation.
CREATE TABLE instance (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO instance (name, value) VALUES ('epoch', '1');
