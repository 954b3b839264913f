-- As of when everything that the hub had is here, by this machine's clock: the answer to a question
-- comes before what it leads to was taken, and that may fail. Never edited; a later format is a later
-- file.
ALTER TABLE hub ADD COLUMN lists_ms INTEGER;
