-- The private calendar of a member: whoever has its address reads it.
create table calendar_link (
    account_id bigint primary key references account (id) on delete cascade,
    token_hash text not null unique,
    created_at_ms bigint not null
);
