-- Where places and events come from; shown beside each.
create table source (
    id bigint primary key,
    city_id bigint not null references city (id),
    -- pack | nyc-permitted-events | jp-event-list | icalendar | geojson-places
    kind text not null,
    -- Stable within the city: the pack's slug, the file's name, the feed's address.
    key text not null,
    name text not null,
    url text not null default '',
    attribution text not null,
    created_at_ms bigint not null,
    unique (city_id, key)
);

create table place (
    id bigint primary key,
    city_id bigint not null references city (id),
    source_id bigint not null references source (id),
    -- Stable within the source.
    source_key text not null,
    names text not null,
    category text not null,
    lat_e6 bigint not null,
    lon_e6 bigint not null,
    neighbourhood_id bigint references neighbourhood (id),
    changed_at_ms bigint not null,
    unique (source_id, source_key)
);
create index place_by_city on place (city_id, id);
