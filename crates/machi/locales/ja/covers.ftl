covers-locator = 地図：だいたいこのあたり
