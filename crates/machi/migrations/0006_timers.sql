-- What is to be done at a time; a node claims a row by one conditional update.
create table timer (
    id bigint primary key,
    kind text not null,
    -- What it is about: one timer of a kind for each.
    subject_id bigint not null,
    due_at_ms bigint not null,
    -- Until then a node works on it, or it rests after a failure.
    claimed_until_ms bigint not null default 0,
    attempts bigint not null default 0,
    last_error text not null default '',
    -- Set when no attempt is left: somebody has to look.
    failed_at_ms bigint,
    unique (kind, subject_id)
);
create index timer_by_due on timer (kind, due_at_ms);
