photos-many = A note shows at most { $max } photos.
photos-alt-long = A description of a photo has at most { $max } characters.
photos-gone = One of the photos is no longer here. Add it again.
