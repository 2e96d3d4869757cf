-- The book: what moves between accounts sums to zero. Balances are kept beside the entries that they
-- are the sums of, so that one is read by its key.
create table ledger_account (
    id bigint primary key,
    -- points, item
    unit text not null,
    -- Of points the city; of items the size of an item.
    unit_id bigint not null,
    -- programme, supply, stock, claimed, handed_out, member, spent, expired
    kind text not null,
    -- Of a member the account, of a programme its number; 0 where the unit says it all.
    owner_id bigint not null,
    balance bigint not null,
    unique (unit, unit_id, kind, owner_id),
    -- Only where things come from may go below zero.
    check (balance >= 0 or kind in ('programme', 'supply')),
    check (balance between -1000000000000000 and 1000000000000000)
);
create index ledger_account_by_owner on ledger_account (kind, owner_id, unit);

-- Never edited: what was wrong is reversed by another.
create table ledger_transfer (
    id bigint primary key,
    -- By which a repeat is the same one.
    key text not null unique,
    unit text not null,
    unit_id bigint not null,
    reason text not null,
    -- Once at most.
    reverses bigint unique references ledger_transfer (id),
    at_ms bigint not null,
    -- Of its entries, as the database adds them up.
    sum bigint not null check (sum = 0)
);

-- Never edited.
create table ledger_entry (
    transfer_id bigint not null,
    account_id bigint not null references ledger_account (id),
    amount bigint not null check (amount <> 0),
    at_ms bigint not null,
    primary key (transfer_id, account_id)
);
create index ledger_entry_by_account on ledger_entry (account_id, transfer_id);

-- Points that an operator gave by hand, with their words for it.
create table points_gift (
    transfer_id bigint primary key references ledger_transfer (id),
    city_id bigint not null references city (id),
    account_id bigint not null references account (id) on delete cascade,
    given_by bigint not null,
    words text not null,
    at_ms bigint not null
);
create index points_gift_by_city on points_gift (city_id, transfer_id);

-- After how many months a city's points expire; without a row they do not.
create table points_rule (
    city_id bigint primary key references city (id),
    months bigint not null,
    since_ms bigint not null
);
