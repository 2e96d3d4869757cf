-- Whom an operator keeps out of a city's lotteries. What was taken back is deleted; the change log says so.
create table lottery_bar (
    city_id bigint not null references city (id),
    account_id bigint not null references account (id) on delete cascade,
    -- A word of `lottery/people/bar.rs`.
    reason text not null,
    -- Null: for good.
    until_ms bigint,
    -- Null for an account that is gone.
    barred_by bigint references account (id) on delete set null,
    barred_at_ms bigint not null,
    primary key (city_id, account_id)
);

-- Accounts that an operator holds to be one person's: they have the same number in their city.
create table lottery_link (
    city_id bigint not null references city (id),
    account_id bigint not null references account (id) on delete cascade,
    person bigint not null,
    linked_by bigint references account (id) on delete set null,
    linked_at_ms bigint not null,
    primary key (city_id, account_id)
);
create index lottery_link_by_person on lottery_link (city_id, person);

-- Who took the table of winners out of here last, and when.
create table lottery_export (
    lottery_id bigint not null references lottery (id),
    account_id bigint not null references account (id) on delete cascade,
    exported_at_ms bigint not null,
    primary key (lottery_id, account_id)
);
