-- What members of a city get for points, or as a prize.
create table merch_item (
    id bigint primary key,
    city_id bigint not null references city (id),
    names text not null,
    descriptions text not null,
    -- draft, open, closed
    state text not null,
    -- Null: not for points.
    price_points bigint,
    as_prize boolean not null,
    -- Where it is handed out; empty for what is shipped.
    pick_up text not null,
    -- How many of it one member may have.
    per_member bigint not null,
    made_by bigint not null,
    created_at_ms bigint not null,
    changed_at_ms bigint not null
);
create index merch_item_by_city on merch_item (city_id, id);

-- How many of a size are there is counted by the ledger.
create table merch_size (
    id bigint primary key,
    item_id bigint not null references merch_item (id) on delete cascade,
    position bigint not null,
    -- Empty where there is only one.
    name text not null
);
create index merch_size_by_item on merch_size (item_id, position);

-- The right to one item that is offered as a prize.
create table merch_grant (
    id bigint primary key,
    city_id bigint not null references city (id),
    account_id bigint not null references account (id) on delete cascade,
    -- By which a repeat is the same one.
    key text not null unique,
    reason text not null,
    granted_at_ms bigint not null,
    expires_at_ms bigint,
    -- What it was used for; null until then.
    claim_id bigint
);
create index merch_grant_by_account on merch_grant (account_id, city_id, id);

-- One piece that is somebody's.
create table merch_claim (
    id bigint primary key,
    city_id bigint not null references city (id),
    item_id bigint not null references merch_item (id),
    size_id bigint not null references merch_size (id),
    account_id bigint not null references account (id) on delete cascade,
    -- By which the client repeats it without doubles.
    key text not null,
    -- claimed, packed, shipped, picked_up, cancelled
    state text not null,
    paid_points bigint not null,
    -- The transfers by which it was paid, and by which the piece left the shelf.
    paid_transfer_id bigint references ledger_transfer (id),
    stock_transfer_id bigint not null references ledger_transfer (id),
    grant_id bigint references merch_grant (id) on delete set null,
    -- Whether it is sent to an address; else it is picked up.
    ships boolean not null,
    -- Sealed with the master key; null for what is handed out, and once it is shipped or cancelled.
    address bytea,
    tracking text not null,
    -- Why it was cancelled, and by whom; empty and null where the member did.
    reason text not null,
    cancelled_by bigint,
    claimed_at_ms bigint not null,
    changed_at_ms bigint not null,
    unique (account_id, key)
);
create index merch_claim_by_city on merch_claim (city_id, state, id);
create index merch_claim_by_item on merch_claim (item_id, account_id);
create index merch_claim_by_account on merch_claim (account_id, id);
create index merch_claim_by_size on merch_claim (size_id);

-- A photo may stand in an item of merch.
alter table photo add column merch_item_id bigint references merch_item (id) on delete set null;
create index photo_by_merch_item on photo (merch_item_id, position) where merch_item_id is not null;
