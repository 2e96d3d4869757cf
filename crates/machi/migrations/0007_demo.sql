-- Filled by `machi demo` alone: says that it made this database, and of what.
create table demo (
    content text primary key
);
