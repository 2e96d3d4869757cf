-- Where a note was, while its author does not want it known yet. Until then the note itself names
-- neither place nor neighbourhood; a timer moves them there.
create table note_later (
    note_id bigint primary key references note (id) on delete cascade,
    place_id bigint references place (id),
    event_id bigint references event (id),
    neighbourhood_id bigint references neighbourhood (id),
    lat_e6 bigint,
    lon_e6 bigint,
    at_ms bigint not null
);

-- By which an author's client knows what it posted: sent again, it is the same note.
create table note_post (
    author_id bigint not null references account (id) on delete cascade,
    post_key text not null,
    note_id bigint not null references note (id) on delete cascade,
    primary key (author_id, post_key)
);
create index note_post_by_note on note_post (note_id);
