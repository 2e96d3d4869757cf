# The operator's console.

desk-title = Desk: { $city }
desk-overview = Overview
desk-cities-lead = Choose a city to keep.
desk-no-city = No city yet
desk-no-city-text = A city opens from a pack of data, with one command on the server:
desk-see-city = See the city as members do
desk-members = Members
desk-events-week = Events in the next seven days
desk-invitations-open = Open invitations
desk-last-import = Last import
desk-no-import = Nothing was imported yet.
desk-import-first = Import a first file
desk-import-outcome = Rows: { $kept } kept, { $skipped } left out
desk-feeds-failing =
    { $n ->
        [one] One feed could not be fetched.
       *[other] { $n } feeds could not be fetched.
    }
desk-state-open = Open
desk-state-petition = Petition
desk-state-archived = Archived
desk-people = People
desk-people-title = People of { $city }
desk-people-none = Nobody has a role here yet. Give the first one below.
desk-person = Person
desk-person-unknown = There is nobody called @{ $handle } here.
desk-role = Role
desk-role-organiser = Organiser
desk-role-steward = Steward
desk-role-moderator = Moderator
desk-role-operator = Operator
desk-role-owner = Owner
desk-role-grant = Give a role
desk-role-grant-do = Give role
desk-role-revoke = Take away
desk-granted = Given
desk-by-command = on the server
desk-invitations = Invitations
desk-invitations-title = Invitations to { $city }
desk-invitations-lead = Invite creators by the name you know them by elsewhere. Send them the link: it confirms that name on their profile here.
desk-invitation-made = The invitation is ready. Copy the link now: it is shown only this once.
desk-invite = Invite a creator
desk-invite-do = Create link
desk-invite-name = Name there
desk-network = Network
desk-invited = Invited
desk-invitation-state = State
desk-invitation-open = open
desk-invitation-claimed = claimed by
desk-invitation-expired = expired
desk-invitation-revoked = taken back
desk-invitation-revoke = Take back
desk-older = Older

notice-role-granted = The role is given.
notice-role-revoked = The role is taken away.
notice-invitation-revoked = The invitation is taken back.
