# The frame of every page: bars, menus, footer and the error page.

web-skip = Skip to content
web-nav = Main
web-bottom-bar = Quick links
web-footer = About this site
web-city-switch = Change city
web-cities = Cities
web-cities-all = All cities
web-tonight = Tonight
web-weekend = This weekend
web-me = Me
web-language = Language
web-sign-in = Sign in
web-sign-up = Sign up
web-sign-out = Sign out
web-settings = Settings
web-desk = Desk
web-about = About
web-api = API
web-source-line = Machi is free software. Where we did not write it ourselves, each page names its source.
web-error-home = Go to the front page
web-problems = Please check these
web-feed = Feed
web-write = Write
web-search = Search
web-collections = Collections
web-mentions = Mentions
