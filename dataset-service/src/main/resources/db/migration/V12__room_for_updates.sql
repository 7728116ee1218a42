-- Room on pages that are filled from now on: a new version of a record stays there, and needs no entries in the indexes.
ALTER TABLE record SET (fillfactor = 85);
