-- In which life of the hub's database the statement was declared that is held: a hub that was restored
-- from a backup gives the numbers of statements again that it has forgotten. Empty where it is not
-- known. Never edited; a later format is a later file.
ALTER TABLE hub ADD COLUMN declared_in BLOB CHECK (length(declared_in) = 8);
