-- Where it lies by ISO 3166: a country, or a part of one (US-NY). Empty: it does not say, and holds no
-- lottery.
alter table city add column jurisdiction text not null default '';

-- Until when it says that it takes part in a lottery; null when it does not.
alter table note add column entered_until_ms bigint;
create index note_by_entered on note (entered_until_ms) where entered_until_ms is not null;

-- A draw of prizes that members of a city take part in by posting, or freely without.
create table lottery (
    id bigint primary key,
    city_id bigint not null references city (id),
    -- Notes of this community alone count; null for every note of the city.
    community_id bigint references community (id),
    title text not null,
    -- Each prize is one seat of this date.
    event_id bigint not null references event (id),
    occurrence_id bigint not null references occurrence (id),
    prizes bigint not null,
    alternates bigint not null,
    -- So many notes of one member count.
    notes_max bigint not null,
    min_age bigint not null,
    -- Of one prize.
    value_minor bigint not null,
    currency text not null,
    -- Whoever lives there may enter: ISO 3166, parted by spaces, the city's own first.
    entered_from text not null,
    -- A shop promotes itself by it.
    retail boolean not null,
    opens_at_ms bigint not null,
    closes_at_ms bigint not null,
    -- A prize that is not accepted so long goes to the next in order.
    accept_hours bigint not null,
    created_by bigint,
    created_at_ms bigint not null,
    -- Null for a draft. From then on nothing of it changes.
    published_at_ms bigint,
    -- Of the seats of its prizes, those that nobody won.
    seats_returned bigint not null default 0
);
create index lottery_by_city on lottery (city_id, id);

-- What an operator has done about a jurisdiction: filed there, or nobody may enter from there.
create table lottery_record (
    lottery_id bigint not null references lottery (id),
    jurisdiction text not null,
    -- Empty: "void in".
    filing_number text not null,
    filed_on text not null,
    recorded_by bigint,
    recorded_at_ms bigint not null,
    primary key (lottery_id, jurisdiction)
);

-- Who takes part.
create table lottery_entry (
    lottery_id bigint not null references lottery (id),
    account_id bigint not null references account (id) on delete cascade,
    -- By the form that needs no post.
    free boolean not null,
    withdrawn boolean not null,
    entered_at_ms bigint not null,
    primary key (lottery_id, account_id)
);
create index lottery_entry_by_account on lottery_entry (account_id, lottery_id);

-- What somebody said of themselves, asked once.
create table lottery_person (
    account_id bigint primary key references account (id) on delete cascade,
    -- 2001-05
    born text not null,
    -- ISO 3166
    residence text not null,
    told_at_ms bigint not null
);

-- A place of the order that is offered a prize.
create table lottery_prize (
    id bigint primary key,
    lottery_id bigint not null references lottery (id),
    -- In the order of the draw, from 1.
    place bigint not null,
    -- Null for an account that is gone.
    account_id bigint references account (id) on delete set null,
    -- offered, accepted, declined, lapsed
    state text not null,
    until_ms bigint not null,
    changed_at_ms bigint not null,
    unique (lottery_id, place)
);
create index lottery_prize_by_account on lottery_prize (account_id, lottery_id);
