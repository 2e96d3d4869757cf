# 投稿、コメント、いいね。

notes-body-empty = ひとことでいいので、何か書いてください。
notes-body-long = 本文が{ $chars }文字あります。{ $max }文字までにしてください。
notes-title-blank = タイトルに読める文字がありません。
notes-title-long = タイトルが{ $chars }文字あります。{ $max }文字までにしてください。
notes-control-marks = 文字の向きを変える見えない記号が入っています。入力し直してください。
notes-tags-many = タグは{ $max }個までです。
notes-mentions-many = 名前を挙げられるのは{ $max }人までです。
notes-communities-many = コミュニティは{ $max }つまでです。
notes-community-elsewhere = この街にはないコミュニティです。
notes-place-gone = この場所はもう載っていません。別の場所を選んでください。
notes-event-gone = このイベントはもう載っていません。別のイベントを選んでください。
notes-language-unknown = この言語には対応していません。
notes-city-not-open = この街はまだ開いていません。開くまでお待ちください。
notes-comment-empty = 送る前に何か書いてください。
notes-comment-long = コメントが{ $chars }文字あります。{ $max }文字までにしてください。
notes-restore-late = 削除から24時間が過ぎたため、元に戻せません。
notes-like = いいね
notes-like-failed = うまくいきませんでした。もう一度お試しください。
