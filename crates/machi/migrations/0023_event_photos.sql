-- A photo may stand in an event instead of a note.
alter table photo add column event_id bigint references event (id) on delete set null;
create index photo_by_event on photo (event_id, position) where event_id is not null;
