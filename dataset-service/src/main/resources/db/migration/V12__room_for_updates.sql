-- New versions of a record stay on its page, and need no entries in its indexes.
ALTER TABLE record SET (fillfactor = 85);
