communities-join = Join this community
communities-joined = You are in
communities-leave = Leave
communities-members = { $n ->
    [one] One member
   *[other] { $n } members
}
notice-community-joined = Welcome! You have joined the community.
notice-community-left = You have left the community.
