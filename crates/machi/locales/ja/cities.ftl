cities-archived-refused = この街は公開を終了しているため、参加できません。
cities-petition-closed = この街はすでに公開中か、公開を終了しているため、希望を受け付けていません。
