create table account (
    id bigint primary key,
    handle text not null unique,
    display_name text not null,
    -- Null for who has no way to sign in yet: a demo account of another installation, say.
    password_hash text,
    bio text not null default '',
    -- The language of the pages, and those that the person reads, as tags parted by spaces.
    lang text not null,
    languages text not null default '',
    home_city_id bigint,
    is_demo boolean not null default false,
    created_at_ms bigint not null,
    changed_at_ms bigint not null
);

create table account_link (
    account_id bigint not null references account (id) on delete cascade,
    position bigint not null,
    url text not null,
    primary key (account_id, position)
);

-- A name that the person has elsewhere.
create table alias (
    account_id bigint not null references account (id) on delete cascade,
    network text not null,
    name text not null,
    -- As it is looked up: lower case, without the leading @.
    folded text not null,
    -- Set when an operator's invitation by this name was claimed.
    confirmed_at_ms bigint,
    primary key (account_id, network)
);
create index alias_by_name on alias (folded, network);

create table session (
    id bigint primary key,
    account_id bigint not null references account (id) on delete cascade,
    token_hash text not null unique,
    created_at_ms bigint not null,
    seen_at_ms bigint not null,
    expires_at_ms bigint not null
);
create index session_by_account on session (account_id);

create table api_token (
    id bigint primary key,
    account_id bigint not null references account (id) on delete cascade,
    name text not null,
    token_hash text not null unique,
    created_at_ms bigint not null,
    expires_at_ms bigint not null
);
create index api_token_by_account on api_token (account_id);

-- city_id 0: the whole installation.
create table account_role (
    account_id bigint not null references account (id) on delete cascade,
    city_id bigint not null,
    role text not null,
    granted_by bigint,
    granted_at_ms bigint not null,
    primary key (account_id, city_id, role)
);
create index account_role_by_city on account_role (city_id, role);

-- An operator invites a creator by the name they have elsewhere; the link claims it.
create table invitation (
    id bigint primary key,
    city_id bigint not null,
    network text not null,
    name text not null,
    folded text not null,
    token_hash text not null unique,
    invited_by bigint not null,
    created_at_ms bigint not null,
    expires_at_ms bigint not null,
    claimed_by bigint,
    claimed_at_ms bigint,
    revoked_at_ms bigint
);
create index invitation_by_city on invitation (city_id, id);
