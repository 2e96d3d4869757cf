cities-archived-refused = 这座城市已归档，不能再加入。
cities-petition-closed = 这座城市已开放或已归档，不再征集意愿。
