gallery-title = Pick a city
gallery-description = City life, told by the people who live it: what is on tonight, where to go next, and who comes along.
gallery-lead = What is on tonight, what is worth a detour, and who comes along. Join any city, from anywhere.
gallery-open = Open
gallery-petition = Not open yet
gallery-archived = Archived
gallery-archived-text = This city is closed: nothing new is added, and every link keeps working.
gallery-archived-cities = Closed cities
gallery-petitions = Where to next?
gallery-petitions-text = A city opens when enough people ask for it.
gallery-members = { $n ->
    [one] One member
   *[other] { $n } members
}
gallery-local-time = { $time } there now
gallery-join = Join { $city }
gallery-joined = You are in
gallery-leave = Leave
gallery-petition-count = { $n ->
    [one] person asks for this city
   *[other] people ask for this city
}
gallery-petition-sign = I want { $city } too
gallery-petition-signed = You asked for it
gallery-petition-withdraw = Take it back
gallery-empty = No city yet
gallery-empty-text = Whoever runs this site opens the first one with one command:
gallery-neighbourhoods-title = { $city }, area by area
gallery-neighbourhoods-lead = { $n ->
    [one] One area of { $city }. Choose it to see what is on there.
   *[other] { $n } areas of { $city }. Choose one to see what is on there.
}
notice-city-joined = Welcome! You have joined the city.
notice-city-left = You have left the city.
notice-petition-signed = Counted. Thank you for asking.
notice-petition-withdrawn = Your signature is taken back.
