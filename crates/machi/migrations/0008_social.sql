-- Whom an account follows.
create table follow (
    follower_id bigint not null references account (id) on delete cascade,
    followed_id bigint not null references account (id) on delete cascade,
    followed_at_ms bigint not null,
    primary key (follower_id, followed_id)
);
create index follow_by_followed on follow (followed_id, follower_id);

-- Neither sees anything of the other.
create table block (
    blocker_id bigint not null references account (id) on delete cascade,
    blocked_id bigint not null references account (id) on delete cascade,
    blocked_at_ms bigint not null,
    primary key (blocker_id, blocked_id)
);
create index block_by_blocked on block (blocked_id, blocker_id);

-- The muter's lists leave the muted out; the muted never learns of it.
create table mute (
    muter_id bigint not null references account (id) on delete cascade,
    muted_id bigint not null references account (id) on delete cascade,
    muted_at_ms bigint not null,
    primary key (muter_id, muted_id)
);
create index mute_by_muted on mute (muted_id, muter_id);

-- everyone | nobody: who may see whom the account follows and who follows it, beside itself.
alter table account add column follow_lists text not null default 'everyone';
