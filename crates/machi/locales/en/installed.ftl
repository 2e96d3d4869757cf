# Machi on a home screen, and without a network.

installed-description = What people do in your city, and what is on tonight.
installed-offline = No network right now
installed-offline-lead = Write a moment all the same: it is sent once you are back.
installed-try-again = Try again
installed-city = City
notice-share-taken = Here is what you shared.
notice-share-without-photos = The photos did not come along. Please choose them here.
