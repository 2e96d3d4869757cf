create table photo (
    id bigint primary key,
    -- Whose: only they put it into a note.
    account_id bigint not null references account (id) on delete cascade,
    -- By which the client knows it: sent again, it is the same photo.
    upload_key text not null,
    -- What is served lies in the store under this name, which follows from its bytes. Photos of the
    -- same bytes share it.
    content text not null,
    -- Of the original, upright, in pixels.
    width bigint not null,
    height bigint not null,
    -- In which it is served: '320 640 1280'.
    widths text not null,
    -- Base64; at most 25 bytes.
    thumbhash text not null,
    created_at_ms bigint not null,
    -- Null until everything that is served lies in the store.
    stored_at_ms bigint,
    -- Null while it waits for a note.
    note_id bigint references note (id) on delete set null,
    -- From 0.
    position bigint not null default 0,
    -- What is to be seen, for who cannot see it; empty: nobody wrote it down.
    alt text not null default '',
    -- Since when no note shows it; null while one does.
    unused_since_ms bigint
);
create unique index photo_by_upload on photo (account_id, upload_key);
create index photo_by_note on photo (note_id, position) where note_id is not null;
create index photo_by_content on photo (content);
create index photo_unused on photo (unused_since_ms) where unused_since_ms is not null;

-- Whose files are being removed from the store: the same bytes are not stored again until then.
create table photo_removal (
    content text primary key,
    -- What the timer that does it knows it by.
    id bigint not null unique,
    since_ms bigint not null
);
