create table event (
    id bigint primary key,
    city_id bigint not null references city (id),
    source_id bigint references source (id),
    -- Stable within the source.
    source_key text,
    titles text not null,
    descriptions text not null,
    -- The language that the source wrote in.
    lang text not null,
    community_id bigint references community (id),
    place_id bigint references place (id),
    neighbourhood_id bigint references neighbourhood (id),
    -- What the source calls the location, when it could not be resolved or says more than the place.
    location_text text not null default '',
    lat_e6 bigint,
    lon_e6 bigint,
    -- Both null: the price is not known. Both 0: free.
    price_min_minor bigint,
    price_max_minor bigint,
    price_text text not null default '',
    currency text not null,
    url text not null default '',
    organiser text not null default '',
    -- How many days the demo moved it from its real date; 0 for a real one.
    moved_days bigint not null default 0,
    cancelled boolean not null default false,
    -- iCalendar's SEQUENCE: grows with each change that people who go must know of.
    sequence bigint not null default 0,
    created_at_ms bigint not null,
    changed_at_ms bigint not null,
    unique (source_id, source_key)
);
create index event_by_city on event (city_id);

create table occurrence (
    id bigint primary key,
    event_id bigint not null references event (id) on delete cascade,
    -- Stable within the event: the original start in the city's zone, say.
    source_key text not null,
    starts_at_ms bigint not null,
    -- Null: the source does not say.
    ends_at_ms bigint,
    -- The whole day in the city's zone; starts_at_ms is its midnight.
    all_day boolean not null default false,
    cancelled boolean not null default false,
    unique (event_id, source_key)
);
create index occurrence_by_start on occurrence (starts_at_ms);
