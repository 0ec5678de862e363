-- Clients whose built-in roles let their holders administer a realm; they go with it.
ALTER TABLE client ADD COLUMN manages TEXT REFERENCES realm (id) ON DELETE CASCADE;
CREATE INDEX client_by_managed ON client (manages) WHERE manages IS NOT NULL;
