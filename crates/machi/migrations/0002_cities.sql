-- Columns that end in `names`, `taglines` or `descriptions` hold a JSON object: language tag to text.
-- Coordinates are millionths of a degree (WGS 84).
create table city (
    id bigint primary key,
    slug text not null unique,
    names text not null,
    taglines text not null,
    -- What a neighbourhood is called here: "Neighbourhood", "Ward".
    district_names text not null,
    time_zone text not null,
    currency text not null,
    locale text not null,
    -- shows | experiences: what leads here.
    character text not null,
    -- petition | open | archived
    state text not null,
    center_lat_e6 bigint not null,
    center_lon_e6 bigint not null,
    south_e6 bigint not null,
    west_e6 bigint not null,
    north_e6 bigint not null,
    east_e6 bigint not null,
    cheap_up_to_minor bigint not null,
    -- Five colours for drawn covers, as #rrggbb parted by spaces: ink paper accent second third.
    palette text not null,
    created_at_ms bigint not null,
    changed_at_ms bigint not null
);

create table city_member (
    city_id bigint not null references city (id),
    account_id bigint not null references account (id) on delete cascade,
    joined_at_ms bigint not null,
    primary key (city_id, account_id)
);
create index city_member_by_account on city_member (account_id);

create table petition (
    city_id bigint not null references city (id),
    account_id bigint not null references account (id) on delete cascade,
    signed_at_ms bigint not null,
    primary key (city_id, account_id)
);

create table neighbourhood (
    id bigint primary key,
    city_id bigint not null references city (id),
    key text not null,
    kind text not null,
    names text not null,
    district_names text not null,
    -- JSON: the coordinates of a GeoJSON MultiPolygon (degrees, longitude first).
    outline text not null,
    unique (city_id, key)
);

-- A vertical inside or across cities.
create table community (
    id bigint primary key,
    slug text not null unique,
    names text not null,
    descriptions text not null
);

create table city_community (
    city_id bigint not null references city (id),
    community_id bigint not null references community (id),
    position bigint not null,
    -- Lower-case words by which an event imported into this city is put into the community, parted
    -- by line feeds.
    keywords text not null default '',
    primary key (city_id, community_id)
);

create table community_member (
    community_id bigint not null references community (id),
    account_id bigint not null references account (id) on delete cascade,
    joined_at_ms bigint not null,
    primary key (community_id, account_id)
);
create index community_member_by_account on community_member (account_id);
