# The frame of every page: bars, menus, footer and the error page.

web-skip = 本文へ移動
web-nav = メイン
web-bottom-bar = クイックメニュー
web-footer = このサイトについて
web-city-switch = 都市を切り替える
web-cities = 都市
web-cities-all = すべての都市
web-tonight = 今夜
web-weekend = 今週末
web-me = マイページ
web-language = 言語
web-sign-in = ログイン
web-sign-up = 新規登録
web-sign-out = ログアウト
web-settings = 設定
web-desk = 運営デスク
web-about = Machiについて
web-api = API
web-source-line = Machiは自由ソフトウェアです。外部から得た情報には、各ページに出典を示しています。
web-error-home = トップページへ
web-problems = 次の項目を確認してください
web-feed = フィード
web-write = 書く
web-search = さがす
web-collections = コレクション
web-mentions = メンション
