-- A client's scopes, by id and in their order: one that is gone is simply not assigned any more.
ALTER TABLE client ADD COLUMN scopes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE client ADD COLUMN optional_scopes TEXT NOT NULL DEFAULT '[]';
UPDATE client SET
    scopes = (SELECT '[' || coalesce(string_agg('"' || a.scope_id || '"', ',' ORDER BY a.position), '') || ']'
                FROM client_scope_assignment a WHERE a.client_id = client.id AND a.assignment = 'DEFAULT'),
    optional_scopes =
             (SELECT '[' || coalesce(string_agg('"' || a.scope_id || '"', ',' ORDER BY a.position), '') || ']'
                FROM client_scope_assignment a WHERE a.client_id = client.id AND a.assignment = 'OPTIONAL');
DROP TABLE client_scope_assignment;
