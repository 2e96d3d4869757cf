-- Who publishes it here; null for what a source tells.
alter table event add column host_id bigint references account (id);
-- Where to take part from afar; empty when it is at a place only.
alter table event add column online_url text not null default '';
create index event_by_host on event (host_id, id);

-- Somebody who asks to publish in a city.
create table organiser_application (
    id bigint primary key,
    city_id bigint not null references city (id),
    account_id bigint not null references account (id) on delete cascade,
    -- Under which they publish, what they do, and where to see it.
    name text not null,
    about text not null,
    url text not null default '',
    created_at_ms bigint not null,
    decided_at_ms bigint,
    decided_by bigint,
    accepted boolean,
    -- What the operator said to it.
    reason text not null default ''
);
create unique index organiser_application_open on organiser_application (city_id, account_id)
    where decided_at_ms is null;
create index organiser_application_by_account
    on organiser_application (city_id, account_id, id);
create index organiser_application_by_city on organiser_application (city_id, id);

-- What an organiser says of an event beyond what every event has. Days and times are on the
-- city's clock, so that 19:00 stays 19:00 when clocks change.
create table hosting (
    event_id bigint primary key references event (id) on delete cascade,
    -- show, experience
    kind text not null,
    first_day text not null,
    -- When it begins on each of its days: '19:00', or the slots of an experience '10:00 14:00'.
    times text not null,
    -- Null: it does not say when it ends.
    minutes bigint,
    -- never, daily, weekly, monthly, rule
    repeats text not null,
    -- Of a weekly one: 'MO WE'.
    weekdays text not null default '',
    until_day text not null default '',
    -- RFC 5545, without DTSTART; empty when it happens once.
    rule text not null default '',
    -- Days that are left out.
    except_days text not null default '',
    -- none, open, approval, external
    rsvp text not null,
    ticket_url text not null default '',
    -- Of each date; null without a bound.
    capacity bigint,
    party_max bigint not null default 1,
    -- Dates that were called off one by one, by their keys.
    called_off text not null default '',
    -- It takes place when so many come; 0 for any.
    minimum bigint not null default 0,
    meeting_point text not null default '',
    to_bring text not null default '',
    may_hand_over boolean not null default false
);

-- A kind of seat: "Front rows", "Student".
create table seat_type (
    id bigint primary key,
    event_id bigint not null references event (id) on delete cascade,
    position bigint not null,
    name text not null,
    price_minor bigint not null default 0,
    -- Of each date; null without a bound of its own.
    capacity bigint,
    unique (event_id, position)
);

-- The seats of one date: of each type (0: all together) how many there are, and how many are given.
create table seats (
    occurrence_id bigint not null references occurrence (id) on delete cascade,
    seat_type_id bigint not null,
    -- Null without a bound.
    capacity bigint,
    taken bigint not null default 0,
    primary key (occurrence_id, seat_type_id)
);

create index seats_by_type on seats (seat_type_id);

-- What somebody wants of one date.
create table rsvp (
    id bigint primary key,
    event_id bigint not null references event (id) on delete cascade,
    occurrence_id bigint not null references occurrence (id) on delete cascade,
    account_id bigint not null references account (id) on delete cascade,
    -- interested, asked, going, waiting, offered, declined, left
    state text not null,
    -- How many people come, with the one who answers; 0 for who is only interested.
    party bigint not null,
    seat_type_id bigint not null default 0,
    -- Grows with each place in the waiting list.
    queued bigint not null default 0,
    -- Until when an offered seat is kept.
    until_ms bigint,
    changed_at_ms bigint not null,
    unique (occurrence_id, account_id)
);
create index rsvp_by_state on rsvp (occurrence_id, state, queued);
create index rsvp_by_account on rsvp (account_id, occurrence_id);
