# 運営デスク

desk-title = 運営デスク:{ $city }
desk-overview = 概要
desk-cities-lead = 運営する街を選んでください。
desk-no-city = まだ街がありません
desk-no-city-text = 街はデータパックから開きます。サーバーで次のコマンドを実行してください。
desk-see-city = 街のページを見る
desk-state-open = 公開中
desk-state-petition = 公開希望受付中
desk-state-archived = アーカイブ
