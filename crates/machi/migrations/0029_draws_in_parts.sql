-- A frozen list is brought up to date in parts: as far as this, in the order of its kind.
alter table draw add column prepared_to bigint not null default 0;
-- When all of it was; from then on no weight changes.
alter table draw add column prepared_at_ms bigint;
-- The draw whose entrants it takes over: its date moved to before it could be held.
alter table draw add column replaces_id bigint references draw (id);

-- When no prize of it was open any more.
alter table lottery add column answered_at_ms bigint;
