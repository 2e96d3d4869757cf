# 컬렉션: 회원이 노트를 저장해 두는 곳.

collections-name-empty = 컬렉션 이름을 지어 주세요.
collections-name-long = 이름이 너무 길어요. { $max }자까지 쓸 수 있습니다.
collections-many = 컬렉션이 { $max }개라 더 만들 수 없습니다.
collections-full = 이 컬렉션은 노트 { $max }개로 가득 찼어요. 다른 컬렉션을 골라 주세요.
collections-first = 저장한 노트
collections-save = 저장
collections-saved = 저장했어요.
collections-choose = 컬렉션 고르기
collections-choose-hint = 이 노트를 넣을 컬렉션을 모두 골라 주세요.
collections-yours = 내 컬렉션
collections-new = 새 컬렉션
collections-optional = (선택)
collections-name = 이름
collections-name-example = 일요일 산책
collections-everybody = 모두에게 공개
collections-everybody-hint = 선택하지 않으면 나에게만 보입니다.
collections-private = 나에게만 보임
collections-done = 완료
collections-cancel = 취소
collections-notes =
    { $n ->
        [0] 노트 없음
       *[other] 노트 { $n }개
    }
collections-by = { $name } 님의 컬렉션
collections-of = { $name } 님의 컬렉션 목록
collections-mine = 내 컬렉션
collections-mine-lead = 저장한 노트를 마음대로 정리하세요. 공개하면 모두와 나눌 수 있어요.
collections-description = { $name } 님의 컬렉션, { $count }
collections-edit = 수정
collections-edit-title = 컬렉션 수정
collections-save-changes = 저장
collections-create = 컬렉션 만들기
collections-delete = 컬렉션 삭제
collections-delete-title = ‘{ $name }’ 컬렉션을 삭제할까요?
collections-delete-text = 컬렉션은 완전히 사라지지만, 담겨 있던 노트는 그대로 남습니다.
collections-empty-title = 아직 비어 있어요
collections-empty-own = 노트의 책갈피를 누른 다음 이 컬렉션을 고르세요.
collections-empty-other = 아직 저장된 노트가 없습니다.
collections-empty-page = 이 컬렉션은 여기까지입니다.
collections-none-title = 아직 컬렉션이 없어요
collections-none-own = 다시 보고 싶은 노트의 책갈피를 누르면 여기에 모입니다.
collections-none-other = { $name } 님이 공개한 컬렉션이 없습니다.
collections-look-around = 둘러보기
collections-back = 프로필로 돌아가기
collections-pages = 페이지
collections-more = 노트 더 보기
notice-note-saved = 저장했어요. 다른 컬렉션에도 담을 수 있습니다.
notice-note-unsaved = 저장을 취소했습니다.
notice-note-collections = 컬렉션을 정리했습니다.
notice-collection-created = 컬렉션을 만들었습니다.
notice-collection-changed = 컬렉션을 바꿨습니다.
notice-collection-deleted = 컬렉션을 삭제했습니다.
