create table import (
    id bigint primary key,
    source_id bigint not null references source (id),
    started_at_ms bigint not null,
    finished_at_ms bigint not null,
    kept bigint not null,
    skipped bigint not null,
    -- JSON: how many rows were skipped for each reason, with the first lines of each.
    report text not null
);
create index import_by_source on import (source_id, id);
