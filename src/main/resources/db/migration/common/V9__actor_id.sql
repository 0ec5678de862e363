-- Who it was, for good: the name in `actor` may be somebody else's by now. Lines from before have none.
ALTER TABLE audit_entry ADD COLUMN actor_id TEXT;
