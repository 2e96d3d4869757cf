-- A city's reward for posting on: so many weeks among so many weeks in a row. Weeks are counted from the
-- one of 1 January 1970, on the city's calendar.
create table streak_rule (
    city_id bigint primary key references city (id),
    posted_weeks bigint not null,
    of_weeks bigint not null,
    -- The first week that counts.
    from_week bigint not null,
    -- The last week whose streaks were looked for.
    looked_week bigint not null
);

-- A reward that somebody earned.
create table streak (
    id bigint primary key,
    city_id bigint not null references city (id),
    account_id bigint not null references account (id) on delete cascade,
    -- The last of its weeks: none of them counts again.
    last_week bigint not null,
    -- Whose turn it is among those of one week: the lower ones first.
    lot text not null,
    earned_at_ms bigint not null,
    -- When the right to an item was given; null while no item is left.
    granted_at_ms bigint,
    unique (city_id, account_id, last_week)
);
create index streak_by_turn on streak (city_id, last_week, lot) where granted_at_ms is null;
create index streak_by_city on streak (city_id, id);
