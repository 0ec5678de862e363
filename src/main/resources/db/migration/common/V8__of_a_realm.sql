-- All of a realm that is removed for good, in portions.
CREATE INDEX client_by_realm ON client (realm_id);
CREATE INDEX role_mapping_by_realm ON role_mapping (realm_id);
