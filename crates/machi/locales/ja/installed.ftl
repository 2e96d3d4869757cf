# ホーム画面のMachiと、ネットワークがないとき。

installed-description = この街のみんなの日常と、今夜の予定。
installed-offline = いまはつながっていません
installed-offline-lead = このまま書いておけます。つながったときに送信されます。
installed-try-again = もう一度試す
installed-city = 街
notice-share-taken = 共有した内容です。
notice-share-without-photos = 写真は引き継げませんでした。ここで選び直してください。
