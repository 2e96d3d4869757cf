create table collection (
    id bigint primary key,
    account_id bigint not null references account (id) on delete cascade,
    -- Empty for the one that a first save makes; pages call it "Saved".
    name text not null,
    is_public boolean not null default false,
    created_at_ms bigint not null,
    changed_at_ms bigint not null
);
create index collection_by_account on collection (account_id, id);

create table collection_note (
    collection_id bigint not null references collection (id) on delete cascade,
    note_id bigint not null references note (id) on delete cascade,
    -- The collection's owner, so that a note's saves are counted by person without a join.
    account_id bigint not null references account (id) on delete cascade,
    saved_at_ms bigint not null,
    primary key (collection_id, note_id)
);
create index collection_note_by_note on collection_note (note_id, account_id);
create index collection_note_by_account on collection_note (account_id, note_id);
