//! The ways to ask for praise, as data. Words are parted by `|`, and as they are compared: small letters,
//! no hyphens.

use super::Ask;

/// These forbid nothing, although they look so.
pub(super) const REMINDERS: &str = "don't forget|do not forget|never forget|don't hesitate|do not hesitate|忘れず|\
             忘れない|別忘|别忘|不要忘|잊지";

/// Both ways are asked for, or neither is.
const BOTH_WAYS: &str = "or bad|and bad|nor bad|or negative|and negative|nor negative|negative or|\
             negative and|bad or|bad and|or critical|and critical|or not|never|not|no|don't|\
             doesn't|needn't|without|neither|nobody";
const BOTH_WAYS_JA: &str = "悪い|悪かった|低評価|辛口|批判|否定的|ネガティブ|問い|問わ|求めません|求めない|\
             求めてい|求めること|求めるもの|必要はあり|必要はな|不要|条件ではあり|条件にしま|\
             お願いするもの|お願いはし|しないでください|でなくて|が多い|多数";
const BOTH_WAYS_ZH: &str = "差评|坏|负面|缺点|不要求|不求|不需要|无需|不必|并非|不是|不用|与否|或批评|不以|\
             不强|酒店|饭店|宾馆|星级";
const BOTH_WAYS_KO: &str = "나쁘|나쁜|부정|비판|아쉬|필요는 없|필요 없|필요가 없|요구하지|않아도|아니|\
             상관없|상관 없|단점|평가를 받|평을 받|가 많";

const OPINION: &str = "review|reviews|rating|ratings|feedback|testimonial|testimonials|comment|\
             comments|opinion|opinions|write up";
const POSTED: &str = "post|posts|note|notes|caption|captions|story|stories|reel|video|videos|words|\
             things|review|reviews|feedback|light|tone|content|mention|mentions|coverage|\
             impression|sentiment|message";
const STARS: &str = "5 star|5 stars|five star|five stars|5star|5stars|5/5|10/10|★★★★★|⭐⭐⭐⭐⭐|5★|5⭐|\
             top marks|full marks|top rating";

pub(super) const ASKS: &[Ask] = &[
    // English.
    Ask {
        words: &[
            "write|leave|leaves|post|give|share|submit|a|your|want|need|us",
            "good|great|nice|excellent|favorable|favourable|amazing|lovely|kind|wonderful|\
             best|perfect|high|happy|awesome|fantastic",
            OPINION,
        ],
        apart_chars: 10,
        unless: &[BOTH_WAYS],
    },
    Ask {
        words: &[
            "positive|glowing|flattering|favorable|favourable|enthusiastic",
            POSTED,
        ],
        apart_chars: 14,
        unless: &[BOTH_WAYS],
    },
    Ask {
        words: &[
            "be|sound|keep it|keep them|keep things|speak|write|post|more",
            "positive|positively|highly of|well of|enthusiastically|favourably|favorably",
        ],
        apart_chars: 12,
        unless: &[BOTH_WAYS, "positive you|positive that"],
    },
    Ask {
        words: &[
            "say|write|post|share|mention|tell",
            "only|just|nothing but",
            "nice|good|positive|kind|lovely|great",
        ],
        apart_chars: 8,
        unless: &["photo|photos|picture|pictures|light|good day"],
    },
    Ask {
        words: &[
            "only|just",
            "say|write|post",
            "nice|good|positive|kind|great",
        ],
        apart_chars: 8,
        unless: &["photo|photos|picture|pictures|light"],
    },
    Ask {
        words: &[
            "say|write|tell|post|show|mention|explain|share|describe",
            "you love|you loved|you liked it|how much you loved|how much you liked|\
             how much you enjoyed|how great|how amazing|how wonderful|loved it|it was great|\
             it was amazing|it is great|it's great|we are great|nice things|good things|\
             great things|kind things|positive things",
        ],
        apart_chars: 24,
        unless: &["if you|or not|whether|what you|or bad|and bad"],
    },
    Ask {
        words: &[
            "love it|loved it|liked it|enjoyed it|happy",
            "or don't post|or do not post|or say nothing",
        ],
        apart_chars: 12,
        unless: &[],
    },
    Ask {
        words: &["give|leave|rate|award|write|post", STARS],
        apart_chars: 16,
        unless: &["hotel|hotels|restaurant|resort|or 1|or one|1 to 5|never|not|no|don't|out of"],
    },
    Ask {
        words: &[STARS, OPINION],
        apart_chars: 4,
        unless: &[BOTH_WAYS],
    },
    Ask {
        words: &[
            "no|nothing|without|avoid|don't say anything|do not say anything|\
             don't write anything|don't post anything|never say anything|not say anything|\
             refrain from",
            "negative|negativity|criticism|criticisms|criticizing|criticising|bad words|\
             bad reviews|bad review|bad comments|bad about",
        ],
        apart_chars: 10,
        unless: &["no matter|required|necessary|no need"],
    },
    Ask {
        words: &[
            "don't|do not|never|must not|may not",
            "criticize|criticise|complain|be negative|say negative|write negative|post negative",
        ],
        apart_chars: 6,
        unless: &[],
    },
    Ask {
        words: &[
            "^ praise|please praise|must praise|should praise|to praise|\
             ^ rave about|please rave about|should rave about",
            "us|our|the|it|them|this",
        ],
        apart_chars: 1,
        unless: &[BOTH_WAYS],
    },
    Ask {
        words: &[
            "make us look|make the place look|paint us|show us in|shows us in|present us in|\
             presents us in",
            "good|great|best|positive",
        ],
        apart_chars: 8,
        unless: &[],
    },
    // Japanese.
    Ask {
        words: &[
            "高評価|好評価|最高評価|良い評価|いい評価|よい評価|高い評価|良い口コミ|\
             いい口コミ|良いレビュー|いいレビュー|星5|星五つ|五つ星|★5|☆5|★★★★★|⭐⭐⭐⭐⭐|\
             満点の評価|満点評価",
            "お願い|ください|下さい|付け|つけ|いただ|頂|書|投稿|入れ|ほし|欲し|レビュー|\
             口コミ|コメント|感想",
        ],
        apart_chars: 6,
        unless: &[BOTH_WAYS_JA],
    },
    Ask {
        words: &[
            "ポジティブ|肯定的|好意的|前向き",
            "感想|投稿|コメント|口コミ|レビュー|評価|意見|発信",
        ],
        apart_chars: 4,
        unless: &[BOTH_WAYS_JA],
    },
    Ask {
        words: &[
            "褒めて|ほめて|絶賛して|称賛して|賞賛して|褒める|ほめる|絶賛する",
            "ください|下さい|ほし|欲し|いただ|お願い|投稿|コメント|感想|こと",
        ],
        apart_chars: 2,
        unless: &[BOTH_WAYS_JA],
    },
    Ask {
        words: &[
            "良い点|いい点|良いところ|いいところ|よいところ|良かった点|よかった点|\
             良かったこと|良いこと|いいこと",
            "だけ|のみ",
        ],
        apart_chars: 1,
        unless: &["だけでなく|だけではな|のみなら"],
    },
    Ask {
        words: &[
            "悪口|悪いこと|悪い点|悪いところ|悪い評価|低評価|批判|否定的|ネガティブ|マイナス",
            "控え|書か|避け|しない|禁止|ng|なし|厳禁|ご遠慮|触れない|言わ",
        ],
        apart_chars: 10,
        unless: &["禁止しま|禁止されて|控える必要|避ける必要|書かなくて"],
    },
    // Chinese.
    Ask {
        words: &[
            "给|写|发|留|打|求|请|要|必须|来个|五星|5星|全五星|换|返",
            "好评|五星|5星|五颗星|满分|高分|美言|好话|赞美",
        ],
        apart_chars: 6,
        unless: &[BOTH_WAYS_ZH],
    },
    Ask {
        words: &["好评|五星|5星", "返现|换|笔记|晒图|截图|必|即可|才"],
        apart_chars: 3,
        unless: &[BOTH_WAYS_ZH],
    },
    Ask {
        words: &[
            "正面|积极|正向|好的",
            "评价|评论|反馈|内容|笔记|描述|体验分享|文案|口碑|宣传",
        ],
        apart_chars: 2,
        unless: &[BOTH_WAYS_ZH],
    },
    Ask {
        words: &[
            "不要|不能|不得|不准|不可|禁止|避免|勿|别|请勿|不许",
            "差评|缺点|负面|坏话|批评|吐槽|不好的",
        ],
        apart_chars: 6,
        unless: &["回避|不要回避|不要隐"],
    },
    Ask {
        words: &["只|仅|多", "说|写|发|讲|夸", "好|优点|正面|我们|夸"],
        apart_chars: 2,
        unless: &["好吃|好玩|好看|好坏|好友|好物|不要只|不只|别只"],
    },
    Ask {
        words: &["夸", "我们|一下|夸|店|老板|它"],
        apart_chars: 1,
        unless: &[BOTH_WAYS_ZH],
    },
    // Korean.
    Ask {
        words: &[
            "좋은|최고의",
            "후기|리뷰|평가|평점|댓글|말만|피드백|평을|소감|별점",
        ],
        apart_chars: 2,
        unless: &[BOTH_WAYS_KO],
    },
    Ask {
        words: &[
            "긍정적인|긍정적|호의적인|칭찬하는",
            "후기|리뷰|평가|평점|댓글|피드백|소감|게시물|게시글|내용|글을|글로|별점",
        ],
        apart_chars: 2,
        unless: &[BOTH_WAYS_KO],
    },
    Ask {
        words: &[
            "별점 5|별 5개|별 다섯|별다섯|별5개|5점|오점|만점|높은 평점|높은 별점|호평|★★★★★|\
             ⭐⭐⭐⭐⭐",
            "부탁|주세요|주셔|달아|남겨|바랍|써|작성|요청|리뷰|후기|필수",
        ],
        apart_chars: 8,
        unless: &[BOTH_WAYS_KO],
    },
    Ask {
        words: &[
            "칭찬",
            "해 주|해주|부탁|바랍|글|후기|만 |을 써|을 남|하는 글|으로",
        ],
        apart_chars: 3,
        unless: &[BOTH_WAYS_KO],
    },
    Ask {
        words: &["긍정적으로|좋게", "써|작성|표현|평가|올려|남겨|말해|부탁"],
        apart_chars: 4,
        unless: &[BOTH_WAYS_KO],
    },
    Ask {
        words: &["장점|좋은 점|좋은 말|좋았던 점", "만 "],
        apart_chars: 0,
        unless: &["만 아니|만이 아니|만 쓰지|만 쓸 필요"],
    },
    Ask {
        words: &[
            "부정적|나쁜 말|나쁜 점|나쁜 내용|나쁜 후기|비판|단점|악평|불만",
            "금지|자제|빼|쓰지|피해|삼가|없이|하지 마|말아|말 것|안 됩",
        ],
        apart_chars: 10,
        unless: &["쓰지 않아도|피해 갈 필요|자제할 필요|숨기지|빼지"],
    },
];
