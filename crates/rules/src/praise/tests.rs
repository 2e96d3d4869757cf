//! What asks for praise, and what only sounds like it, in four languages.

use proptest::prelude::*;

use super::asks_for_praise;

#[test]
fn asking_for_praise_is_found() {
    for text in [
        // English
        "Leave a positive review within three days.",
        "Post a good review",
        "Please write a glowing five-star review on Instagram",
        "Give us 5 stars",
        "Leave us five stars!",
        "Rate us 5/5",
        "Say only nice things about the chef.",
        "Only say nice things",
        "Tell your followers how much you loved it",
        "Say you loved the show",
        "Keep it positive!",
        "Please be more positive",
        "please be positive in your caption",
        "No negative comments, please",
        "Do not say anything bad about the venue",
        "Don't criticise the food",
        "Don’t forget to leave a positive review",
        "Write a post that shows us in the best light",
        "Praise the kitchen",
        "A POSITIVE\u{200b} review",
        "a *positive* review",
        "Post a photo; write good reviews",
        // Japanese
        "高評価をお願いします",
        "星5のレビューを投稿してください",
        "ポジティブな感想を書いてください",
        "良い口コミを投稿すること",
        "お店のことを褒めてください",
        "良かった点だけを書いてください",
        "ネガティブな内容はお控えください",
        "悪口は書かないでください",
        "高評価の口コミ",
        "忘れずに高評価をつけてください",
        // Chinese
        "请给好评",
        "写五星好评",
        "好评返现",
        "发布正面评价",
        "不要写差评",
        "请勿发布负面内容",
        "多说好话",
        "只写优点",
        "夸夸我们",
        "别忘了给个好评",
        // Korean
        "좋은 후기를 남겨 주세요",
        "긍정적인 리뷰 부탁드립니다",
        "별점 5점 부탁드려요",
        "칭찬해 주세요",
        "칭찬 글을 올려 주세요",
        "장점만 써 주세요",
        "부정적인 내용은 자제해 주세요",
        "긍정적으로 작성해 주세요",
    ] {
        assert!(asks_for_praise(text).is_some(), "{text}");
    }
}

#[test]
fn what_asks_for_no_praise_passes() {
    for text in [
        "",
        "Post a good photo of the stage",
        "Write an honest note, good or bad",
        "Write a good or bad review, as you found it",
        "Say what you liked and what you did not",
        "Tell us whether you loved it or not",
        "We never ask for a positive review.",
        "You do not have to leave a positive review",
        "Positive or negative reviews are equally welcome",
        "Tag @bluedoor and write the label",
        "A five-star hotel bar with a view",
        "Dinner at a 5-star hotel",
        "The best jazz in town, with good food",
        "A nice evening. Comments are open",
        "Post a reel of at least 15 seconds, in good light",
        "Negative film photography workshop",
        "An award-winning restaurant with great reviews elsewhere, we hear",
        "Say hello to the band",
        "Say how many songs they played",
        "Post your opinion",
        "Be positive you have the right date",
        "Critics rave about this place, and praise the kitchen",
        "A night of positive vibes, and a complimentary drink",
        "A five-star dinner",
        "We want everybody to have a positive experience",
        "正直な感想を書いてください",
        "良い点も悪い点も書いてください",
        "高評価の店をめぐる散歩",
        "高評価を求めるものではありません",
        "評価の内容は問いません。高評価でなくてもかまいません",
        "五つ星ホテルのラウンジ",
        "スリル満点です",
        "高評価を獲得しているお店です",
        "おすすめの一品を教えてください",
        "写真はきれいに撮ってください",
        "如实写出感受，好坏都可以",
        "好评如潮的餐厅",
        "不要求好评",
        "好评或差评都欢迎",
        "入住五星酒店",
        "请到五星级酒店大堂集合",
        "请拍一张好看的照片",
        "请标注@官方账号",
        "솔직한 후기를 남겨 주세요",
        "좋은 점과 아쉬운 점을 모두 써 주세요",
        "좋든 나쁘든 솔직하게 써 주세요",
        "긍정적인 후기일 필요는 없습니다",
        "좋은 사진을 올려 주세요",
        "좋은 평가를 받은 식당",
        "5성급 호텔에서의 저녁",
    ] {
        assert_eq!(asks_for_praise(text), None, "{text}");
    }
}

#[test]
fn the_words_that_ask_are_told() {
    let told = |text| asks_for_praise(text).unwrap();
    assert_eq!(
        told("Come by eight. Leave a Positive Review!"),
        "positive review"
    );
    assert_eq!(told("撮影のあとに高評価をお願いします。"), "高評価をお願い");
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        let _ = asks_for_praise(&text);
    }
}
