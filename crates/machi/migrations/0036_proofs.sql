-- What somebody handed in to show that they met an obligation.
create table proof (
    id bigint primary key,
    obligation_id bigint not null references obligation (id) on delete cascade,
    account_id bigint not null references account (id) on delete cascade,
    city_id bigint not null references city (id),
    -- In its one form; empty: none.
    link text not null,
    words text not null,
    handed_in_at_ms bigint not null,
    -- When it was last replaced.
    changed_at_ms bigint not null,
    -- Counts what was replaced: a decision is about what its reviewer saw.
    revision bigint not null default 1,
    -- Empty while it waits; accepted, refused
    decision text not null default '',
    -- Why it was refused: wrong-tag, no-disclosure, not-yours, unreadable, other
    reason text not null default '',
    reason_words text not null default '',
    decided_by bigint,
    decided_at_ms bigint,
    -- When the decision could be undone no more, and took effect.
    settled_at_ms bigint
);
create unique index proof_waiting on proof (obligation_id) where decision = '';
create index proof_by_obligation on proof (obligation_id, id);
create index proof_by_account on proof (account_id, id);
create index proof_by_city on proof (city_id, decision, id);
create index proof_by_reviewer on proof (decided_by, decided_at_ms) where decided_by is not null;
-- One post is one proof, unless it was refused for good.
create unique index proof_by_link on proof (link)
    where link <> '' and (decision <> 'refused' or settled_at_ms is null);

-- A screenshot. Its row stays when its file is removed, so that it is known when it comes again.
create table proof_picture (
    id bigint primary key,
    -- Null for an account that is gone.
    account_id bigint references account (id) on delete set null,
    -- Null until it is handed in, and when the proof is gone or has another.
    proof_id bigint references proof (id) on delete set null,
    -- Its name in the store; empty once it is removed.
    file text not null,
    width bigint not null,
    height bigint not null,
    -- SHA-256 of the bytes that were uploaded, in hexadecimal.
    digest text not null,
    -- How it looks: 64 bits.
    likeness bigint not null,
    created_at_ms bigint not null,
    stored_at_ms bigint
);
create unique index proof_picture_by_proof on proof_picture (proof_id) where proof_id is not null;
create index proof_picture_by_account on proof_picture (account_id, created_at_ms);
create index proof_picture_with_file on proof_picture (created_at_ms) where file <> '';

-- Eight bits each of how a proof's picture looks: two that differ in seven bits or less share one of them.
create table proof_picture_band (
    band bigint not null,
    bits bigint not null,
    picture_id bigint not null references proof_picture (id) on delete cascade,
    primary key (band, bits, picture_id)
);
create index proof_picture_band_by_picture on proof_picture_band (picture_id);

-- For a city's rate by month.
create index obligation_by_city_due on obligation (city_id, due_at_ms);
