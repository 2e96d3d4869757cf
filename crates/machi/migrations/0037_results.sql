-- Of labelled notes alone: how often others than their author opened them, and followed a link out of them.
create table note_reach (
    note_id bigint primary key references note (id) on delete cascade,
    opens bigint not null,
    links_out bigint not null
);

-- A link by which somebody outside sees what came of a campaign.
create table results_link (
    id bigint primary key,
    campaign_id bigint not null references campaign (id) on delete cascade,
    -- For whom.
    name text not null,
    made_by bigint,
    made_at_ms bigint not null,
    revoked_at_ms bigint
);
create index results_link_by_campaign on results_link (campaign_id, id);
