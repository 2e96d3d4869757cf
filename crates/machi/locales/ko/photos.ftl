photos-many = 노트 하나에 사진은 최대 { $max }장까지 넣을 수 있습니다.
photos-alt-long = 사진 설명은 { $max }자까지 쓸 수 있습니다.
photos-gone = 사진 한 장을 찾을 수 없습니다. 다시 추가해 주세요.
