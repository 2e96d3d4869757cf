covers-locator = 地图：大致位置
