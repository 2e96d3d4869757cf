# 피드의 제목.

syndication-person = { $name } 님의 노트
syndication-city = { $name }의 노트
syndication-community = { $name } 노트
