-- A page of comments begins at a place in the order of the whole, and reads no further than its end.
create index comment_by_place on comment (note_id, (coalesce(parent_id, id)), id);
