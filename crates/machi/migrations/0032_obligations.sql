-- What somebody owes for a seat of a campaign.
create table obligation (
    id bigint primary key,
    campaign_id bigint not null references campaign (id),
    account_id bigint not null references account (id) on delete cascade,
    city_id bigint not null references city (id),
    event_id bigint not null references event (id),
    occurrence_id bigint not null references occurrence (id),
    -- In the order of the campaign's terms; 0: to come.
    position bigint not null,
    -- come, note, post, words
    kind text not null,
    network text not null,
    words text not null,
    -- After check-in; 0 for `come`, which is due when the date is over.
    due_hours bigint not null,
    -- open, submitted, met, refused, excused, missed, released
    state text not null,
    -- Check-in; null until then.
    started_at_ms bigint,
    -- Null while it has no clock.
    due_at_ms bigint,
    -- By which a `note` is met.
    note_id bigint references note (id) on delete set null,
    -- When it was handed in: what decides whether it was in time.
    submitted_at_ms bigint,
    settled_at_ms bigint,
    settled_by bigint,
    -- Why it was refused, or excused.
    reason text not null default '',
    created_at_ms bigint not null,
    unique (campaign_id, account_id, position)
);
create index obligation_by_account on obligation (account_id, id);
create index obligation_by_occurrence on obligation (occurrence_id, account_id);
create index obligation_by_note on obligation (note_id) where note_id is not null;
create index obligation_by_city on obligation (city_id, state, id);
