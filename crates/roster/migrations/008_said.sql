-- What is said for the boards. Never edited; a later format is a later file.

-- Derived: the records that say something of a session, or announce something. They are few among
-- many, and read whenever a board is drawn from other words than before.
CREATE TABLE said (
    record INTEGER PRIMARY KEY REFERENCES record (n)
) STRICT;

-- What is derived is to be made anew at the next opening.
INSERT OR REPLACE INTO meta (name, value)
    SELECT 'fold_again', '1' WHERE EXISTS (SELECT 1 FROM record);
