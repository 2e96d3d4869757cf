photos-many = 一篇笔记最多放 { $max } 张照片。
photos-alt-long = 照片说明最多 { $max } 个字。
photos-gone = 有一张照片已经不在了，请重新添加。
