covers-locator = 지도: 대략 이 근처
