# Syndication: the titles of feeds.

syndication-person = Notes by { $name }
syndication-city = Notes from { $name }
syndication-community = Notes about { $name }
