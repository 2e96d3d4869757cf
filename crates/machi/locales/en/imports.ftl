# Imports: what a file or feed is, why rows are left out, and the pages of the desk.

imports-title = Imports
imports-lead = Places and events from files and feeds. Running one again changes what changed and doubles nothing.
imports-sources = Sources
imports-source = Source
imports-runs = Latest runs
imports-run = Import of { $source }
imports-run-back = All imports
imports-older = Older runs
imports-none = Nothing imported yet
imports-none-text = Upload a file, or add the address of a calendar that Machi fetches regularly.
imports-name = Name
imports-name-hint = Shown beside every event that comes from it. Use the same name again to update what came before.
imports-attribution = Attribution
imports-attribution-hint = Who made the data and under which licence.
imports-kind = Kind of file
imports-kind-nyc = New York’s permitted events (CSV)
imports-kind-jp = Japanese municipal event list (CSV)
imports-kind-ical = Calendar (iCalendar, .ics)
imports-kind-geojson = Places (GeoJSON)
imports-upload = Upload a file
imports-file = File
imports-file-hint = Up to { $megabytes } MB. At most { $files } files are imported at once.
imports-running = Running now
imports-reading = Reading
imports-writing = Writing
imports-percent = { $percent }%
imports-check = Check only
imports-import = Import
imports-checked = Checked only: nothing was changed
imports-feed-add = Add a feed
imports-address = Address
imports-every = Fetch every
imports-every-minutes = Minutes between two fetches
imports-every-hint = From 15 minutes to a week (10,080).
imports-feed-state-on = Fetched every { $minutes ->
    [one] minute
   *[other] { $minutes } minutes
}
imports-feed-next = Next: { $when }
imports-feed-paused = Paused
imports-by-hand = By hand
imports-feed-failed = { $failures ->
    [one] Failed last time
   *[other] Failed { $failures } times in a row
}
imports-fetch-now = Fetch now
imports-pause = Pause
imports-resume = Resume
imports-remove = Remove feed
imports-last = Last run
imports-never = Never
imports-when = When
imports-kept = Kept
imports-skipped = Skipped
imports-new = New
imports-changed = Changed
imports-same = Unchanged
imports-removed = Called off
imports-dates = Dates
imports-at-place = At a known place
imports-in-neighbourhood = In a known neighbourhood
imports-free = Free
imports-in-community = In a community
imports-why = Left out, by reason
imports-line = Line
imports-field = Field
imports-text = Text
imports-download = Download as CSV
imports-private-names = The names in these rows are not kept: they are about private occasions.
imports-first-lines = { $n ->
    [one] The first line of this reason
   *[other] The first { $n } lines of this reason
}
imports-all-kept = Every row was kept.

imports-reason-field-booking = Sports field booked
imports-reason-film = Film shoot or production
imports-reason-closure = Closed or blocked
imports-reason-rain-date = Reserve date for bad weather
imports-reason-test-site = Test or vaccination site
imports-reason-school-use = Used by a school
imports-reason-private-party = Private party
imports-reason-private-spot = Booked picnic or ceremony spot
imports-reason-funeral = Funeral or memorial
imports-reason-press = For the press
imports-reason-no-name = The name says nothing
imports-reason-missing = Something is missing
imports-reason-bad-date = Date or time cannot be read
imports-reason-bad-number = Number cannot be read
imports-reason-bad-row = The row is cut off
imports-reason-bad-rule = Recurrence rule cannot be read
imports-reason-unknown-zone = Unknown time zone
imports-reason-bad-geometry = Position cannot be read
imports-reason-double-key = Stands in the file twice
imports-reason-outside-city = Outside of the city
imports-reason-outside-window = More than a month ago, or too far ahead
imports-reason-too-many = More than one import takes

imports-file-empty = { $file }: the file is empty.
imports-file-too-large = { $file }: the file is larger than 64 MB.
imports-file-too-many-rows = { $file }, line { $line }: the file has too many rows.
imports-file-column-missing = { $file }, line { $line }, field { $field }: the column is missing.
imports-file-not-csv = { $file }, line { $line }: this is not a row of a CSV file.
imports-file-not-json = { $file }, line { $line }: this is not JSON.
imports-file-not-geojson = { $file }, line { $line }: this is not a GeoJSON feature collection.
imports-file-not-calendar = { $file }, line { $line }, field { $field }: this is not an iCalendar file, or it is cut off.
imports-file-not-text = { $file }, line { $line }: the text is neither UTF-8 nor Shift_JIS.
imports-busy = { $files } other files are being imported just now. Send yours again when one of them is done.
imports-file-missing = Choose a file.
imports-kind-unknown = Choose a kind of file.
imports-city-archived = This city is archived and read-only.
imports-name-length = Write between 1 and { $max } characters.
imports-every-range = Choose from { $min } to { $max } minutes.
imports-feeds-max = A city has at most { $max } feeds.
imports-fetch-address = Only http and https addresses without a password can be fetched.
imports-fetch-private = The address leads into a private network.
imports-fetch-status = The server answered { $status }.
imports-fetch-too-large = The answer is larger than 64 MB.
imports-fetch-unreachable = The server could not be reached.
imports-fetch-refused = The city does not take imports now.

notice-imported = Imported.
notice-feed-added = Feed added. It is fetched in a moment.
notice-feed-changed = Feed changed.
notice-feed-removed = Feed removed. What came from it stays.
