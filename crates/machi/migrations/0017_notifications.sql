-- What a member is told. Its words are composed when it is shown.
create table notification (
    id bigint primary key,
    account_id bigint not null references account (id) on delete cascade,
    -- A name of the table of kinds.
    kind text not null,
    -- person | note | comment: what subject_id is the id of; of a comment that is its note's.
    about text not null,
    subject_id bigint not null,
    -- The comment; 0: none.
    detail_id bigint not null,
    city_id bigint references city (id),
    -- Whether the centre lists it; else it is there for mails alone.
    in_app boolean not null,
    -- Of the latest of its happenings.
    at_ms bigint not null,
    read_at_ms bigint
);
create index notification_by_account on notification (account_id, at_ms, id);
create index notification_unread on notification (account_id, kind, subject_id)
    where read_at_ms is null;
create index notification_by_subject on notification (subject_id);
create index notification_by_time on notification (at_ms);

-- The happenings that a notification tells of: who did it, and the key by which it is told once.
create table notification_part (
    account_id bigint not null references account (id) on delete cascade,
    part_key text not null,
    notification_id bigint not null references notification (id) on delete cascade,
    actor_id bigint references account (id) on delete cascade,
    at_ms bigint not null,
    primary key (account_id, part_key)
);
create index notification_part_by_notification on notification_part (notification_id, at_ms);
create index notification_part_by_actor on notification_part (actor_id);

-- Where an account wants to be told of a kind otherwise than the kind's defaults say.
create table notification_setting (
    account_id bigint not null references account (id) on delete cascade,
    kind text not null,
    -- in_app | mail | digest
    channel text not null,
    is_on boolean not null,
    primary key (account_id, kind, channel)
);
