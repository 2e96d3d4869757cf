-- A mail that is to be sent, or was. The timer of its id sends it.
create table mail (
    id bigint primary key,
    -- By which it is sent once.
    key text not null unique,
    kind text not null,
    -- To an account, at the address that it has confirmed by then; or else to an address, which is
    -- forgotten once the mail is settled.
    account_id bigint references account (id) on delete cascade,
    address text not null default '',
    lang text not null default '',
    -- What it is about, as its kind knows it.
    subject_id bigint not null,
    -- queued, sent, failed or suppressed; with the reason for the latter two.
    state text not null default 'queued',
    reason text not null default '',
    attempts bigint not null default 0,
    -- The hash of the address that it went to last, for the limit of mails a day.
    address_hash text not null default '',
    queued_at_ms bigint not null,
    attempted_at_ms bigint,
    settled_at_ms bigint
);
create index mail_by_address on mail (address_hash, attempted_at_ms);
create index mail_by_time on mail (queued_at_ms);
create index mail_by_account on mail (account_id) where account_id is not null;

-- An address that refused mail for good: it gets none until it is confirmed anew.
create table mail_bounce (
    address_hash text primary key,
    bounced_at_ms bigint not null
);

-- What an account, or else an address, does not want to get.
create table mail_unwanted (
    id bigint primary key,
    account_id bigint references account (id) on delete cascade,
    address_hash text not null default '',
    kind text not null,
    -- The locale key that names such mails.
    topic text not null,
    since_ms bigint not null
);
create unique index mail_unwanted_once on mail_unwanted (coalesce(account_id, 0), address_hash, kind);

-- The address that a person has confirmed. Shown to nobody else.
create table account_mail (
    account_id bigint primary key references account (id) on delete cascade,
    address text not null,
    -- As it is compared: one account has it.
    folded text not null unique,
    confirmed_at_ms bigint not null
);

-- An address that waits for its confirmation; its link is signed, and is used up with the row.
create table account_mail_request (
    id bigint primary key,
    account_id bigint not null unique references account (id) on delete cascade,
    address text not null,
    expires_at_ms bigint not null
);

-- A password that may be set anew; its link is signed, and is used up with the row.
create table password_reset (
    id bigint primary key,
    account_id bigint not null references account (id) on delete cascade,
    expires_at_ms bigint not null
);
create index password_reset_by_account on password_reset (account_id);
