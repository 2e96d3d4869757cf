-- Whether a note lies exactly where its author was, who turned that on, and not where its place, its
-- event or the middle of its neighbourhood lies.
alter table note add column is_exact boolean not null default false;
alter table note_later add column is_exact boolean not null default false;
