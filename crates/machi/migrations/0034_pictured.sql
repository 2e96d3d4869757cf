-- Whether a note's photos show it as it is, by somebody who was there.
create table pictured (
    note_id bigint not null references note (id) on delete cascade,
    account_id bigint not null references account (id) on delete cascade,
    as_pictured boolean not null,
    -- A keyed hash that fits this note alone; null once it is forgotten.
    network text,
    network_at_ms bigint not null,
    -- Nobody else had answered from there: decided when it came, so that it outlives the hash.
    first_of_network boolean not null,
    answered_at_ms bigint not null,
    primary key (note_id, account_id)
);
create index pictured_by_account on pictured (account_id);
create index pictured_by_time on pictured (note_id, answered_at_ms);
create index pictured_by_network on pictured (network_at_ms) where network is not null;

-- A photo may be held against a note: its owner was there, and it looked like this.
alter table photo add column counter_note_id bigint references note (id) on delete set null;
create unique index photo_by_counter on photo (counter_note_id, account_id)
    where counter_note_id is not null;

-- Why such a photo was removed; whose it was adds no other to that note.
create table counter_photo_removal (
    note_id bigint not null references note (id) on delete cascade,
    account_id bigint not null references account (id) on delete cascade,
    reason text not null,
    removed_by bigint not null,
    removed_at_ms bigint not null,
    primary key (note_id, account_id)
);
create index counter_photo_removal_by_account on counter_photo_removal (account_id);
