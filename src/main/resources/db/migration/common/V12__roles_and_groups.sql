-- Roles of clients beside those of the realm, and roles that everybody has. A role's name is unique in its container:
-- the realm, or the client. The table is made anew, since its old names were unique in the realm.
CREATE TABLE role_next (
    id          TEXT    NOT NULL PRIMARY KEY,
    realm_id    TEXT    NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    client_id   TEXT    REFERENCES client (id) ON DELETE CASCADE,
    container   TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    attributes  TEXT    NOT NULL,
    by_default  BOOLEAN NOT NULL,
    built_in    BOOLEAN NOT NULL,
    created_at  BIGINT  NOT NULL,
    version     BIGINT  NOT NULL,
    CONSTRAINT role_container_name_key UNIQUE (container, name)
);
INSERT INTO role_next (id, realm_id, client_id, container, name, description, attributes, by_default, built_in,
                       created_at, version)
SELECT id, realm_id, NULL, realm_id, name, description, '{}', FALSE, built_in, created_at, version FROM role;

CREATE TABLE role_mapping_next (
    id         TEXT   NOT NULL PRIMARY KEY,
    realm_id   TEXT   NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    role_id    TEXT   NOT NULL REFERENCES role_next (id) ON DELETE CASCADE,
    holder     TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (holder, role_id)
);
INSERT INTO role_mapping_next (id, realm_id, role_id, holder, created_at)
SELECT id, realm_id, role_id, holder, created_at FROM role_mapping;

DROP TABLE role_mapping;
DROP TABLE role;
ALTER TABLE role_next RENAME TO role;
ALTER TABLE role_mapping_next RENAME TO role_mapping;
CREATE INDEX role_by_realm ON role (realm_id);
CREATE INDEX role_by_client ON role (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX role_by_default ON role (realm_id) WHERE by_default;
CREATE INDEX role_mapping_by_role ON role_mapping (role_id, holder);
CREATE INDEX role_mapping_by_holder ON role_mapping (realm_id, holder);

-- Whoever holds the parent holds the child.
CREATE TABLE role_composite (
    parent_id TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    child_id  TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    PRIMARY KEY (parent_id, child_id)
);
CREATE INDEX role_composite_by_child ON role_composite (child_id);

-- A tree: its members hold what it holds, and what the groups above it hold. At the top, above is empty.
CREATE TABLE people_group (
    id          TEXT   NOT NULL PRIMARY KEY,
    realm_id    TEXT   NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
    parent_id   TEXT   REFERENCES people_group (id) ON DELETE CASCADE,
    above       TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    description TEXT   NOT NULL,
    attributes  TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    version     BIGINT NOT NULL,
    UNIQUE (realm_id, above, name)
);
CREATE INDEX people_group_by_parent ON people_group (parent_id) WHERE parent_id IS NOT NULL;
CREATE TABLE group_member (
    group_id  TEXT NOT NULL REFERENCES people_group (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, person_id)
);
CREATE INDEX group_member_by_person ON group_member (person_id);
