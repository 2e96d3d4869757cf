# Collections: what members save notes into.

collections-name-empty = Give the collection a name.
collections-name-long = The name is too long; { $max } characters fit.
collections-many = You have { $max } collections, and that is as many as one can.
collections-full = This collection holds { $max } notes and is full. Please choose another.
collections-first = Saved
collections-save = Save
collections-saved = Saved.
collections-choose = Choose collections
collections-choose-hint = Tick every collection that this note belongs to.
collections-yours = Your collections
collections-new = New collection
collections-optional = (optional)
collections-name = Name
collections-name-example = Sunday walks
collections-everybody = Everybody may see it
collections-everybody-hint = Otherwise only you do.
collections-private = Only you see this
collections-done = Done
collections-cancel = Cancel
collections-notes =
    { $n ->
        [0] No notes
        [one] { $n } note
       *[other] { $n } notes
    }
collections-by = Collected by { $name }
collections-of = Collections of { $name }
collections-mine = Your collections
collections-mine-lead = Notes you saved, sorted as you like. Make a collection public to share it.
collections-description = { $count }, collected by { $name }
collections-edit = Edit
collections-edit-title = Edit collection
collections-save-changes = Save
collections-create = Create collection
collections-delete = Delete collection
collections-delete-title = Delete “{ $name }”?
collections-delete-text = The collection goes for good. The notes in it stay where they were posted.
collections-empty-title = Nothing in here yet
collections-empty-own = Press the bookmark on a note, then choose this collection.
collections-empty-other = Nothing has been saved here so far.
collections-empty-page = There is nothing further on in this collection.
collections-none-title = No collections yet
collections-none-own = Press the bookmark on a note that you want to find again. It waits for you here.
collections-none-other = { $name } has no public collections.
collections-look-around = Look around
collections-back = Back to the profile
collections-pages = Pages
collections-more = More notes
notice-note-saved = Saved. Choose more collections for it if you like.
notice-note-unsaved = No longer saved.
notice-note-collections = Your collections are up to date.
notice-collection-created = The collection is ready.
notice-collection-changed = The collection is changed.
notice-collection-deleted = The collection is deleted.
