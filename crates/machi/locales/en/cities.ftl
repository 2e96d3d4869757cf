cities-archived-refused = This city is closed and takes no new members.
cities-petition-closed = This city takes no petition: it is open already, or closed.
