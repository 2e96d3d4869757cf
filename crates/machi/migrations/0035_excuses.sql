-- The last reminder that was given, and for which time: soon, due, overdue; empty before.
alter table obligation add column reminded_step text not null default '';
alter table obligation add column reminded_due_ms bigint not null default 0;

-- A request to be excused from an obligation.
create table excuse (
    id bigint primary key,
    obligation_id bigint not null references obligation (id) on delete cascade,
    account_id bigint not null references account (id) on delete cascade,
    city_id bigint not null references city (id),
    text text not null,
    -- open, withdrawn, moot (it was met, or is owed no more), accepted, refused
    state text not null,
    asked_at_ms bigint not null,
    decided_at_ms bigint,
    decided_by bigint,
    -- The operator's; the member reads it.
    reason text not null default ''
);
create unique index excuse_open on excuse (obligation_id) where state = 'open';
create index excuse_by_obligation on excuse (obligation_id, id);
create index excuse_by_account on excuse (account_id);
create index excuse_by_city on excuse (city_id, state, id);
