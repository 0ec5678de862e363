-- Lists go by bytes, as on SQLite, whatever the database's own collation.
ALTER TABLE role ALTER COLUMN name TYPE TEXT COLLATE "C";
ALTER TABLE people_group ALTER COLUMN name TYPE TEXT COLLATE "C";
