# The operator's console.

desk-title = Desk: { $city }
desk-overview = Overview
desk-cities-lead = Choose a city to keep.
desk-no-city = No city yet
desk-no-city-text = A city opens from a pack of data, with one command on the server:
desk-see-city = See the city as members do
desk-state-open = Open
desk-state-petition = Petition
desk-state-archived = Archived
