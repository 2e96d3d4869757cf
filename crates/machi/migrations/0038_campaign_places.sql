-- An event that is not listed is found by its link alone, and its seats are given, never taken: behind it
-- stands a campaign of a place.
alter table event add column listed boolean not null default true;

-- A campaign's seats are of a date of an event, or of a visit to a place, whose event is made when the
-- campaign is published. So a draft may have no event yet.
alter table campaign add column event_or_none_id bigint references event (id);
alter table campaign add column occurrence_or_none_id bigint references occurrence (id);
update campaign set event_or_none_id = event_id, occurrence_or_none_id = occurrence_id;
drop index campaign_by_event;
drop index campaign_by_occurrence;
alter table campaign drop column event_id;
alter table campaign drop column occurrence_id;
alter table campaign rename column event_or_none_id to event_id;
alter table campaign rename column occurrence_or_none_id to occurrence_id;
create index campaign_by_occurrence on campaign (occurrence_id);
create index campaign_by_event on campaign (event_id);
-- Of a visit; all three are null where the seats are of a date that an organiser publishes.
alter table campaign add column place_id bigint references place (id);
alter table campaign add column visit_starts_at_ms bigint;
alter table campaign add column visit_ends_at_ms bigint;

-- Of a visit: a note that names this place, and not the event, is one about it as well.
alter table obligation add column place_id bigint references place (id);

-- Until when the place alone obliges; null while something is owed for the visit.
alter table disclosure_duty add column place_until_ms bigint;
