covers-locator = Map: about here
