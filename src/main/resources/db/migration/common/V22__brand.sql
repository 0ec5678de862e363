-- What the pages of a realm look like: a colour such as #2f4a8a, and a picture as a data URL; empty for neither.
ALTER TABLE realm ADD COLUMN brand_colour TEXT NOT NULL DEFAULT '';
ALTER TABLE realm ADD COLUMN brand_logo TEXT NOT NULL DEFAULT '';
