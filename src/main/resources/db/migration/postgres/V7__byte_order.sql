-- Lists and prefixes go by bytes, as on SQLite, whatever the database's own collation.
ALTER TABLE realm ALTER COLUMN name TYPE TEXT COLLATE "C";
ALTER TABLE client ALTER COLUMN client_id TYPE TEXT COLLATE "C", ALTER COLUMN name_key TYPE TEXT COLLATE "C";
ALTER TABLE client_scope ALTER COLUMN name TYPE TEXT COLLATE "C";
ALTER TABLE role ALTER COLUMN name TYPE TEXT COLLATE "C";
ALTER TABLE person ALTER COLUMN username_key TYPE TEXT COLLATE "C", ALTER COLUMN email_key TYPE TEXT COLLATE "C";
