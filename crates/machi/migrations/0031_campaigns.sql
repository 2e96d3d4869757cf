-- One run of Tried & True: free seats of a date for members who then write about it.
create table campaign (
    id bigint primary key,
    city_id bigint not null references city (id),
    -- Members of this community alone may apply; null for everybody.
    community_id bigint references community (id),
    title text not null,
    about text not null,
    -- Each seat is one of this date.
    event_id bigint not null references event (id),
    occurrence_id bigint not null references occurrence (id),
    seats bigint not null,
    opens_at_ms bigint not null,
    closes_at_ms bigint not null,
    -- A seat that is not accepted so long goes to the next in order.
    accept_hours bigint not null,
    -- draw, hand, mixed
    selection text not null,
    -- Of a mixed one: so many seats are given by hand, the others by draw.
    hand_seats bigint not null,
    -- Who may apply. Each of them asks for nothing when it is false or 0.
    members_only boolean not null,
    -- A note in the city within so many days.
    posted_days bigint not null,
    -- Of 100.
    reliability_min bigint not null,
    -- No seat of a campaign of the city within so many days.
    not_won_days bigint not null,
    -- What a note says, and what a post must say, by language; empty texts for the usual ones.
    disclosure text not null,
    created_by bigint,
    created_at_ms bigint not null,
    -- Null for a draft. From then on nothing of it changes.
    published_at_ms bigint,
    -- When all seats were offered for the first time.
    selected_at_ms bigint,
    called_off_at_ms bigint,
    -- Of its seats, those that went back to the event.
    seats_returned bigint not null default 0
);
create index campaign_by_city on campaign (city_id, id);
create index campaign_by_occurrence on campaign (occurrence_id);
create index campaign_by_event on campaign (event_id);

-- What whoever gets a seat owes.
create table campaign_term (
    campaign_id bigint not null references campaign (id) on delete cascade,
    -- From 1.
    position bigint not null,
    -- note, post, words
    kind text not null,
    -- Where to post; empty for the other kinds.
    network text not null,
    -- What is owed, in an operator's words; empty for the other kinds.
    words text not null,
    -- After check-in.
    due_hours bigint not null,
    primary key (campaign_id, position)
);

-- The official accounts that a post tags.
create table campaign_tag (
    campaign_id bigint not null references campaign (id) on delete cascade,
    network text not null,
    name text not null,
    primary key (campaign_id, network)
);

create table campaign_question (
    campaign_id bigint not null references campaign (id) on delete cascade,
    -- From 1.
    position bigint not null,
    question text not null,
    required boolean not null,
    primary key (campaign_id, position)
);

-- Who asks for a seat.
create table campaign_application (
    id bigint primary key,
    campaign_id bigint not null references campaign (id),
    account_id bigint not null references account (id) on delete cascade,
    applied_at_ms bigint not null,
    withdrawn_at_ms bigint,
    unique (campaign_id, account_id)
);
create index campaign_application_by_account on campaign_application (account_id, id);
create index campaign_application_by_campaign on campaign_application (campaign_id, id);

create table campaign_answer (
    application_id bigint not null references campaign_application (id) on delete cascade,
    position bigint not null,
    answer text not null,
    primary key (application_id, position)
);

-- Whom an operator chose, in the order in which they get seats, and why.
create table campaign_choice (
    campaign_id bigint not null references campaign (id),
    account_id bigint not null references account (id) on delete cascade,
    reason text not null,
    chosen_by bigint,
    chosen_at_ms bigint not null,
    position bigint not null,
    primary key (campaign_id, account_id)
);

-- A seat that is offered to somebody.
create table campaign_seat (
    id bigint primary key,
    campaign_id bigint not null references campaign (id),
    -- In the order of the draw, or of the choices.
    place bigint not null,
    -- draw, hand
    way text not null,
    -- Null for an account that is gone.
    account_id bigint references account (id) on delete set null,
    -- offered, accepted, declined, lapsed, given-back, blocked, called-off
    state text not null,
    until_ms bigint not null,
    offered_at_ms bigint not null,
    changed_at_ms bigint not null,
    unique (campaign_id, way, place)
);
create index campaign_seat_by_account on campaign_seat (account_id, campaign_id);
create index campaign_seat_by_time on campaign_seat (offered_at_ms);
