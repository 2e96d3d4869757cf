create table note (
    id bigint primary key,
    city_id bigint not null references city (id),
    author_id bigint not null references account (id) on delete cascade,
    -- moment | story
    kind text not null,
    -- Empty for a moment.
    title text not null default '',
    body text not null,
    -- The BCP 47 tag of what it is written in; und: not known.
    lang text not null,
    place_id bigint references place (id),
    event_id bigint references event (id),
    -- The place's or the event's, so that lists by nearness need neither.
    neighbourhood_id bigint references neighbourhood (id),
    lat_e6 bigint,
    lon_e6 bigint,
    created_at_ms bigint not null,
    edited_at_ms bigint,
    -- Set while its author may still take the deletion back.
    deleted_at_ms bigint
);
create index note_by_city on note (city_id, id);
create index note_by_author on note (author_id, id);
create index note_by_place on note (place_id, id);
create index note_by_event on note (event_id, id);
-- Of the deleted alone: a query for what is not deleted must not be led through it.
create index note_by_deletion on note (deleted_at_ms) where deleted_at_ms is not null;

create table note_community (
    note_id bigint not null references note (id) on delete cascade,
    community_id bigint not null references community (id),
    primary key (note_id, community_id)
);
create index note_community_by_community on note_community (community_id, note_id);

-- As they are looked up: folded, without the sign.
create table note_tag (
    note_id bigint not null references note (id) on delete cascade,
    tag text not null,
    primary key (note_id, tag)
);
create index note_tag_by_tag on note_tag (tag, note_id);

create table note_like (
    note_id bigint not null references note (id) on delete cascade,
    account_id bigint not null references account (id) on delete cascade,
    liked_at_ms bigint not null,
    primary key (note_id, account_id)
);
create index note_like_by_account on note_like (account_id, note_id);

create table comment (
    id bigint primary key,
    note_id bigint not null references note (id) on delete cascade,
    -- The comment that it answers, which answers none itself.
    parent_id bigint references comment (id) on delete cascade,
    author_id bigint not null references account (id) on delete cascade,
    body text not null,
    lang text not null,
    created_at_ms bigint not null,
    edited_at_ms bigint,
    deleted_at_ms bigint
);
create index comment_by_note on comment (note_id, id);
create index comment_by_author on comment (author_id, id);
create index comment_by_parent on comment (parent_id, id);
create index comment_by_deletion on comment (deleted_at_ms) where deleted_at_ms is not null;

-- Who is named with @ in a note, or in a comment on it (0: in the note itself).
create table mention (
    account_id bigint not null references account (id) on delete cascade,
    note_id bigint not null references note (id) on delete cascade,
    comment_id bigint not null,
    primary key (account_id, note_id, comment_id)
);
create index mention_by_note on mention (note_id, comment_id);
