-- A note that came out of something its author got carries a label. Nobody takes it off.
-- A word of `notes/disclosure/mod.rs`; empty for none.
alter table note add column disclosure text not null default '';
-- The operator's own words by language, in place of the built-in ones.
alter table note add column disclosure_texts text not null default '{}';
alter table note add column disclosed_at_ms bigint;

-- What an account writes about this event, or at this place, is disclosed from now on.
create table disclosure_duty (
    id bigint primary key,
    account_id bigint not null references account (id) on delete cascade,
    event_id bigint references event (id),
    place_id bigint references place (id),
    kind text not null,
    texts text not null default '{}',
    since_ms bigint not null,
    check (event_id is not null or place_id is not null)
);
create index disclosure_duty_by_account on disclosure_duty (account_id);

-- Cards of notes that the feeds of a city answered, by day (UTC, from 1 January 1970).
create table feed_day (
    city_id bigint not null references city (id),
    day bigint not null,
    cards bigint not null,
    sponsored bigint not null,
    primary key (city_id, day)
);
