-- What people are listed and searched by. What is written here for those who are there already knows of their names
-- only each as a whole, and folded only as far as SQL can, until they are next changed.
ALTER TABLE person ADD COLUMN first_name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN last_name_key TEXT NOT NULL DEFAULT '';
UPDATE person SET first_name_key = lower(first_name), last_name_key = lower(last_name);
CREATE INDEX person_by_first_name ON person (realm_id, first_name_key, username_key);
CREATE INDEX person_by_last_name ON person (realm_id, last_name_key, username_key);

CREATE TABLE person_term (
    realm_id  TEXT NOT NULL,
    term      TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (realm_id, term, person_id)
) WITHOUT ROWID;
INSERT INTO person_term (realm_id, term, person_id)
SELECT realm_id, username_key, id FROM person
UNION SELECT realm_id, email_key, id FROM person WHERE email_key IS NOT NULL
UNION SELECT realm_id, trim(first_name_key || ' ' || last_name_key), id FROM person
       WHERE first_name_key || last_name_key <> ''
UNION SELECT realm_id, last_name_key, id FROM person WHERE last_name_key <> '';
CREATE INDEX person_term_by_person ON person_term (person_id, term);

ALTER TABLE group_member ADD COLUMN username_key TEXT NOT NULL DEFAULT '';
UPDATE group_member SET username_key = (SELECT username_key FROM person WHERE id = person_id);
CREATE INDEX group_member_by_name ON group_member (group_id, username_key, person_id);

-- The bin.
CREATE INDEX client_bin_by_client_id ON client (realm_id, client_id, id) WHERE deleted_at IS NOT NULL;
