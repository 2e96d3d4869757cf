-- The right to one seat of a date.
create table ticket (
    id bigint primary key,
    event_id bigint not null references event (id) on delete cascade,
    occurrence_id bigint not null references occurrence (id) on delete cascade,
    rsvp_id bigint not null references rsvp (id) on delete cascade,
    -- By which it is found by hand.
    code text not null unique,
    -- Grows when it is issued anew: what was shown before is stale.
    issue bigint not null default 1,
    void boolean not null default false,
    -- The scan by which somebody came in; null until then.
    admitted_scan_id bigint,
    made_at_ms bigint not null
);
create index ticket_by_rsvp on ticket (rsvp_id, id);
create index ticket_by_occurrence on ticket (occurrence_id, id);
create index ticket_by_event on ticket (event_id);

-- A link by which stewards let people in, without an account.
create table door (
    id bigint primary key,
    event_id bigint not null references event (id) on delete cascade,
    -- Of one date; null for each date in its time.
    occurrence_id bigint references occurrence (id) on delete cascade,
    name text not null,
    from_ms bigint not null,
    until_ms bigint not null,
    made_by bigint not null,
    created_at_ms bigint not null,
    revoked_at_ms bigint
);
create index door_by_event on door (event_id, id);

-- One scan of a ticket at a door: kept whatever came of it.
create table scan (
    id bigint primary key,
    door_id bigint not null references door (id) on delete cascade,
    -- By which the device repeats it without doubles.
    nonce text not null,
    device text not null,
    steward text not null,
    ticket_id bigint not null references ticket (id) on delete cascade,
    -- By the clock of the device.
    at_ms bigint not null,
    received_at_ms bigint not null,
    -- admitted, again, conflict, void, stale, other_date
    result text not null,
    -- Somebody went in by it, whatever the server would have said.
    let_in boolean not null,
    undone_at_ms bigint,
    unique (door_id, nonce)
);
create index scan_by_ticket on scan (ticket_id, id);
