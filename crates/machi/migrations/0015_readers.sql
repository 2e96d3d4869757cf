-- How far a reader of the change log has come. The row is changed in the transaction that writes
-- what follows from the changes before that place.
create table reader (
    name text primary key,
    place text not null
);
