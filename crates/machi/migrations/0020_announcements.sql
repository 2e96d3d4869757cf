-- What everybody who goes to a date is to be told: they may be many, so they are told in parts.
create table announcement (
    id bigint primary key,
    -- A name of the table of kinds.
    kind text not null,
    event_id bigint not null references event (id) on delete cascade,
    -- 0: every date of the event that is ahead.
    occurrence_id bigint not null,
    city_id bigint not null,
    at_ms bigint not null,
    -- Those up to this answer are told.
    after_id bigint not null default 0
);
create index rsvp_by_event on rsvp (event_id, id);
