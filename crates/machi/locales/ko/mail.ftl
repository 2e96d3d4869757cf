# 메일 본문과 메일 관련 페이지

mail-address-form = 이메일 주소 형식이 올바르지 않습니다.
mail-not-set-up = 이 서버는 메일을 보내지 않습니다. 운영자에게 문의해 주세요.
mail-why = { $host }에 이 이메일 주소가 입력되어 보내 드리는 메일입니다.
mail-unsubscribe = 수신 거부
mail-unsubscribe-title = 메일 수신
mail-unsubscribe-ask = 이 메일을 더 이상 받지 않으시겠어요?
mail-unsubscribe-done = 이 메일을 더 이상 받지 않습니다.
mail-subscribe = 다시 받기
mail-folder-title = 이 컴퓨터의 메일
mail-folder-lead = 메일 서버가 설정되지 않아 메일을 폴더에 저장하고 이 컴퓨터에서만 보여 줍니다.
mail-folder-empty = 아직 메일이 없습니다.
mail-subject = 제목
mail-to = 받는 사람
mail-as-html = HTML로 보기

notice-mail-unsubscribed = 수신을 거부했습니다.
notice-mail-subscribed = 메일을 다시 보내 드립니다.
