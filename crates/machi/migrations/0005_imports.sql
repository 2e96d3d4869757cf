create table import (
    id bigint primary key,
    source_id bigint not null references source (id),
    -- The file's name, or the feed's address.
    file text not null,
    -- Null for a feed and for the command line.
    imported_by bigint,
    started_at_ms bigint not null,
    finished_at_ms bigint not null,
    kept bigint not null,
    skipped bigint not null,
    -- JSON: how many rows were skipped for each reason, with the first lines of each.
    report text not null
);
create index import_by_source on import (source_id, id);

-- A source that is fetched by its address again and again.
create table feed (
    source_id bigint primary key references source (id),
    every_ms bigint not null,
    paused boolean not null default false,
    due_at_ms bigint not null,
    -- The last time that it was fetched and read well.
    fetched_at_ms bigint,
    -- In a row; each makes the next pause longer.
    failures bigint not null default 0,
    -- JSON: why the last attempt failed; empty when it did not.
    problem text not null default '',
    added_by bigint
);
