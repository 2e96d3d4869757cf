# The API's reference page; the descriptions in it are English.

reference-title = APIリファレンス
reference-description = このサイトの画面でできることは、すべてプログラムからも行えます。
reference-version = バージョン{ $version }
reference-contents = 目次
reference-needs-sign-in = ログインが必要
reference-parameters = パラメーター
reference-request = リクエスト
reference-answers = レスポンス
reference-example = 例
reference-shapes = データ構造
reference-name = 名前
reference-kind = 型
reference-meaning = 説明
reference-required = 必須
