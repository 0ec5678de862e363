-- A realm that is deleted for good takes them along.
CREATE INDEX consent_by_realm ON consent (realm_id);
