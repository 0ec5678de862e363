-- The changes of a realm that were made within a time.
CREATE INDEX audit_entry_by_time ON audit_entry (realm_id, at, n);
