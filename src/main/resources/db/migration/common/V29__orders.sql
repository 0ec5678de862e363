-- What else clients and people are listed by, besides their names.
CREATE INDEX client_by_created ON client (realm_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX person_by_created ON person (realm_id, created_at, id);
CREATE INDEX person_by_any_email ON person (realm_id, coalesce(email_key, ''), username_key);
