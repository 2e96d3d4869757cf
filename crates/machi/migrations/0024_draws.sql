-- What was said for good: entries of an append-only log, numbered from 0 without gaps.
create table public_log (
    at bigint primary key,
    -- Canonical JSON.
    entry text not null
);

-- A selection by chance that strangers recompute.
create table draw (
    id bigint primary key,
    city_id bigint not null references city (id),
    -- What it decides: kind and number of its subject.
    kind text not null,
    subject_id bigint not null,
    -- announced, frozen, closed, drawn, settled, void
    state text not null,
    -- Canonical JSON; its hash is a part of the id that the commitment names.
    announcement text not null,
    public_id text not null,
    chain text not null,
    opens_at_ms bigint not null,
    closes_at_ms bigint not null,
    prizes bigint not null,
    alternates bigint not null,
    -- From here on known when it is closed; hashes are hexadecimal.
    count bigint not null default 0,
    total_weight bigint not null default 0,
    merkle_root text not null default '',
    commitment text not null default '',
    round bigint not null default 0,
    closed_at_ms bigint,
    log_at bigint,
    -- From here on when it is drawn.
    beacon text not null default '',
    seed text not null default '',
    audit text not null default '',
    drawn_at_ms bigint,
    settled_at_ms bigint,
    voided_at_ms bigint,
    void_reason text not null default '',
    unique (kind, subject_id)
);
create index draw_by_city on draw (city_id, id);

-- Who takes part, by the name of this draw alone: it outlives the account.
create table draw_entry (
    draw_id bigint not null references draw (id),
    pseudonym text not null,
    weight bigint not null,
    -- The greatest weight that a receipt was given for.
    receipt_weight bigint not null,
    -- When it got its present weight.
    entered_at_ms bigint not null,
    -- Why it is not in the list, or lighter than its first receipt; empty when there is nothing to say.
    left_out text not null default '',
    -- In the order of the draw, from 1; null for who was not drawn.
    place bigint,
    primary key (draw_id, pseudonym)
);
create index draw_entry_by_place on draw_entry (draw_id, place);

-- Whose entry it is, and the secret by which they find it.
create table draw_owner (
    draw_id bigint not null references draw (id),
    account_id bigint not null references account (id) on delete cascade,
    pseudonym text not null,
    salt text not null,
    primary key (draw_id, account_id),
    unique (draw_id, pseudonym)
);
create index draw_owner_by_account on draw_owner (account_id, draw_id);

-- When the drawing of lots takes place: so many hours before a date.
alter table hosting add column draw_hours bigint not null default 24;
