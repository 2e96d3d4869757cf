# The photos of an event.

event-photos = Photos of the event
notice-event-photos = Saved.
event-photos-choose = Photos
