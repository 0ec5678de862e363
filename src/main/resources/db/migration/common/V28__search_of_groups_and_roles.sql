-- Groups and roles are found by a part of their name, in any case. For those that are there already it is folded only as
-- far as SQL can, until they are next changed.
ALTER TABLE people_group ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE people_group SET name_key = lower(name);
CREATE INDEX people_group_by_name ON people_group (realm_id, name, id);
ALTER TABLE role ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE role SET name_key = lower(name);
CREATE INDEX role_by_name ON role (realm_id, name, id);
