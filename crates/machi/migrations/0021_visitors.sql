-- Who wants seats of one date without an account, known by a mail address.
create table visitor (
    id bigint primary key,
    event_id bigint not null references event (id) on delete cascade,
    occurrence_id bigint not null references occurrence (id) on delete cascade,
    -- Name and address are empty once they are forgotten, or the visit is an account's.
    name text not null,
    address text not null,
    -- As it is compared.
    folded text not null,
    lang text not null,
    -- When the mailed link was used; null: nobody knows yet whose address it is.
    confirmed_at_ms bigint,
    created_at_ms bigint not null
);
create unique index visitor_once on visitor (occurrence_id, folded) where folded <> '';
create index visitor_by_address on visitor (folded) where folded <> '';

-- An answer is a member's or a visitor's.
create table rsvp_of_anybody (
    id bigint primary key,
    event_id bigint not null references event (id) on delete cascade,
    occurrence_id bigint not null references occurrence (id) on delete cascade,
    account_id bigint references account (id) on delete cascade,
    visitor_id bigint references visitor (id) on delete cascade,
    -- interested, asked, going, waiting, offered, declined, left; of a visitor also held, unconfirmed
    state text not null,
    -- How many people come, with the one who answers; 0 for who is only interested.
    party bigint not null,
    seat_type_id bigint not null default 0,
    -- Grows with each place in the waiting list.
    queued bigint not null default 0,
    -- Until when a seat is kept that was offered, or that is held for an address.
    until_ms bigint,
    changed_at_ms bigint not null,
    unique (occurrence_id, account_id),
    unique (occurrence_id, visitor_id)
);
insert into rsvp_of_anybody (id, event_id, occurrence_id, account_id, state, party, seat_type_id,
    queued, until_ms, changed_at_ms)
select id, event_id, occurrence_id, account_id, state, party, seat_type_id, queued, until_ms,
    changed_at_ms from rsvp;
drop table rsvp;
alter table rsvp_of_anybody rename to rsvp;
create index rsvp_by_state on rsvp (occurrence_id, state, queued);
create index rsvp_by_account on rsvp (account_id, occurrence_id);
create index rsvp_by_visitor on rsvp (visitor_id);
create index rsvp_by_event on rsvp (event_id, id);

-- What an organiser writes to the guests of a date, or of every date that is ahead.
create table guest_message (
    id bigint primary key,
    event_id bigint not null references event (id) on delete cascade,
    -- 0: every date that is ahead.
    occurrence_id bigint not null,
    by_id bigint not null references account (id) on delete cascade,
    -- going, waiting, all
    audience text not null,
    subject text not null,
    body text not null,
    written_at_ms bigint not null,
    -- Those up to this answer got it.
    after_id bigint not null default 0,
    -- When everybody had got it; null until then.
    sent_at_ms bigint
);
create index guest_message_by_event on guest_message (event_id, id);

create table guest_message_to (
    id bigint primary key,
    message_id bigint not null references guest_message (id) on delete cascade,
    -- 'account:12' or 'address:HASH': each gets it once, also who comes to several dates.
    recipient text not null,
    account_id bigint references account (id) on delete cascade,
    visitor_id bigint references visitor (id) on delete cascade,
    unique (message_id, recipient)
);
