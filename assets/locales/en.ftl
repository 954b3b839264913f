### Parvis in English: every word the kiosk shows.
###
### For translators: words that can be read from some metres off, by people in a queue. Short, warm,
### plain. Never blame anybody; say what would be right. Keep what stands in braces, such as
### { $name }, and put it where your language wants it. The kiosk writes the times, days and lists
### that it fills in according to your language.

## The door, waiting for a ticket

# The one thing everybody must understand. Shown very large.
door-how = Show your ticket’s QR code to the camera
# Below it, smaller.
door-how-detail = On your phone or on paper, about a hand’s length away
# Instead of the two above, while there is no camera picture.
door-how-no-camera = Type the code on your ticket
door-how-no-camera-detail = Or hold your ticket to the hand-held scanner
# Read aloud by screen readers for the camera’s picture.
camera-picture = What the camera sees
camera-starting = The camera is waking up…
camera-missing = There is no camera here today
camera-busy = The camera is busy elsewhere
camera-forbidden = The camera is switched off here
camera-lost = The camera has stopped
# Below any of the five above.
camera-instead = Typing your code works just as well.
# Buttons. At most about 16 letters.
type-code = Type my code
call-someone = I need help
# Names the row of language buttons for screen readers.
languages = Language
# Names the clock for screen readers.
clock = Time here

## The day’s sessions

sessions-today = Today
sessions-none = No more sessions today
# Marks on a session. One word if you can.
session-now = Now
session-cancelled = Cancelled
session-online = Also online
# It is in another room, or at another time.
session-moved = Moved
# It begins later than planned.
session-late = { $minutes } min late
# Nobody else gets in.
session-full = Full
# It was not in the programme.
session-added = Added
# Read aloud by screen readers before a time or a room that is struck through.
session-planned = planned:
page = { $page } of { $pages }
page-previous = Earlier sessions
page-next = Later sessions

## Typing a code

typed-title = Type the code on your ticket
# Names the line in which the typed code appears.
typed-code = Your code
typed-where = It stands below the QR code.
# The keys of the screen’s keyboard, row by row, a blank between the rows, as people who read your
# language know them from their own keyboards.
keyboard-rows = QWERTYUIOP ASDFGHJKL ZXCVBNM
key-backspace = Delete
key-done = Done
close = Close

## Help from a person

help-title = Please speak to a volunteer
help-text = They will help you. You can also type the code on your ticket.
# A button: the screen would go back by itself.
more-time = More time
# How long until the screen goes back by itself.
seconds-left =
    { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }

## Going back to the start

# Nobody has touched the screen for a while.
idle-warning = Are you still there? This screen goes back to the start in
idle-stay = I am still here

## A picture of a ticket is dragged over the window

drop-here = Drop the picture of your ticket here

## The door is closed: nobody can check in

closed-title = Closed for now
closed-advice = Please speak to a volunteer
closed-disk-full = This kiosk has no room left to record check-ins.
closed-cannot-record = This kiosk cannot record check-ins at the moment.
closed-no-gate = This kiosk has not been given a gate yet.
closed-filling-title = Opening soon
closed-filling-advice = The guest lists are on their way
closed-filling = This door opens by itself as soon as they are here.
# The organisers do not want this kiosk any more: nothing is broken, and other doors are open.
closed-revoked-title = Not in use
closed-revoked-advice = Please use another door
closed-revoked = To use it again, staff join it anew in the settings.

## Rehearsals, for the people who prepare the event

rehearsal = Rehearsal
rehearsal-detail = Nothing here counts
samples-open = Try a ticket
samples-title = Tickets to try
samples-text = Choose one, and the door decides as if it had been shown to the camera.
samples-here = You are here
board-open = Open the lobby board

## What did not work, while a ticket is being shown

hint-no-code = No code in this picture
hint-not-a-picture = This file is not a picture
hint-picture-damaged = This picture is damaged
hint-picture-too-large = This picture is too large
hint-several-codes = One code at a time, please
hint-too-short = This code has more letters and digits

## Verdicts: one or two words, shown as large as they fit

verdict-admitted = Come in
verdict-left = Goodbye
verdict-already-in = Already checked in
verdict-not-in = Not checked in yet
verdict-other-day = Another day
verdict-other-venue = Another place
verdict-other-session = Another session
verdict-too-early = Not open yet
verdict-too-late = Entry has ended
verdict-unpaid = Payment pending
verdict-cancelled = Cancelled ticket
verdict-revoked = No longer valid
verdict-full = Full
verdict-ambiguous = Which event?
verdict-unknown = Unknown code
verdict-answers-needed = A question first

# Above the word, when the event lets the screen greet by name.
verdict-hello = Hello, { $person }
verdict-bye = See you, { $person }
# Above the session somebody goes to now: their own, or the next one of the event.
verdict-next-booked = Your next session
verdict-next = Coming up
# The same, when it has begun already.
verdict-running-booked = Your session has begun
verdict-running = Running now
verdict-online = Online
# Small, at the bottom, beside the bar that runs out.
verdict-close = Tap to close

## Advice: what is the matter, and what would be right

advice-welcome = Have a good day!
# Somebody comes back in at a gate that allows it. $time: when they came in before.
advice-again = Welcome back! You last came in at { $time }.
advice-over-capacity = It is getting crowded: please look for a free seat.
advice-already-in = This ticket came in at { $time } ({ $gate }). Is it yours? Please speak to a volunteer.
advice-not-in = This ticket has not come in today, so there is nothing to check out.
advice-other-day = This ticket is for { $event }, { $days }.
advice-other-venue = This ticket is for { $event } in { $city }, { $days }.
advice-other-event = This ticket is for { $event }, { $days }.
# $gates: the gates where the ticket is good, joined with “or”.
advice-other-gate = Your way in is { $gates }.
advice-online = This ticket is for following { $event } online.
# $sessions: what the person holds seats in.
advice-other-session = Your seat is in { $sessions }.
advice-no-session = This session needs a seat of its own. The welcome desk can help.
advice-too-early = You can come in from { $time }.
advice-too-late = Entry ended at { $time }. Please speak to a volunteer.
advice-unpaid = The payment has not reached us yet. The welcome desk can sort it out.
advice-cancelled = This ticket was given back. The welcome desk can help.
advice-revoked = There may be a newer ticket in your email. The welcome desk can help.
advice-answers-needed = The organiser needs a short answer from you. Please go to the welcome desk.
advice-full =
    { $seats ->
        [one] The only seat is taken. A volunteer knows what else is on.
       *[other] All { $seats } seats are taken. A volunteer knows what else is on.
    }
# $events: the events the code is good for, joined with “and”.
advice-ambiguous = This code is good for { $events }. Please tell a volunteer which one.
advice-unknown = Is it the code of this event? A volunteer will help you.
advice-left = Thank you for coming. Get home safely!

## Sample tickets in a rehearsal: what is special about each

sample-admitted = is welcome
# Comes in, although as many are inside as there should be.
sample-over-capacity = comes when it is crowded
sample-left = is on the way out
sample-already-in = has come in already
sample-not-in = wants to leave, but never came in
sample-other-day = has a ticket for another day
sample-other-venue = has a ticket for another city
sample-other-session = has a seat in another session
sample-too-early = is early
sample-too-late = is late
sample-unpaid = has not paid yet
sample-cancelled = gave the ticket back
sample-revoked = has a newer ticket
sample-full = finds every seat taken
sample-ambiguous = has one code for two events
sample-unknown = has a code nobody knows
sample-answers-needed = still has a question to answer

## The lobby board

board-now = Now
board-next = Next
# A session that is on: when it ends. As short as you can.
board-until = until { $time }
board-free = Free until { $time }
board-nothing-next = Nothing more today
# Calm screens, when there is nothing to list.
board-before = We begin at { $time }
board-day-over = That was today. We go on at { $time }
board-over = Thank you for coming
board-empty = No sessions today
board-later = Later
# Instead of “Now”, when nothing has been heard for long of what changed.
board-now-planned = Planned now
# Where a session went that was planned in this room.
board-moved-room = new room: { $room }
board-moved-room-time = new room: { $room }, { $time }
board-moved-time = new time: { $time }
# How long what is on goes on.
board-minutes-left = { $minutes } min left
# How many people the room holds.
board-capacity = { $count ->
    [one] One place
   *[other] { $count } places
}
# How many seats are left in a room.
board-seats = { $count ->
    [0] No seats left
    [one] One seat left
   *[other] { $count } seats left
}
# The same, when other doors that let people in have not been heard for a while.
board-seats-at-most = { $count ->
    [one] At most one seat left
   *[other] At most { $count } seats left
}
# In a full room: where else to go, and when that begins.
board-instead = Still room: { $room }, { $time }
# The language that is spoken in a session: “In English”.
board-spoken = In { $language }
# After “Next”: when.
board-at = at { $time }
# Below a list that goes on.
board-more = and { $count } more
board-online = Online
board-online-next = The next stream begins at { $time }
# Beside the QR code of a stream.
board-scan = Scan to follow
# Nobody said where a stream can be followed.
board-no-address = No address yet
# Before the names of partners.
board-partners = With the support of
# How old what the screen shows is, when it is not quite new.
board-as-of = As of { $time }
board-no-news = No news since { $time }. What changed since then is not shown.
# In the foot of a board whose machine has a wrong clock. $hub is the central platform.
board-clock-corrected = Clock set by { $hub }
# The same, where nobody knows what time it is. For whoever can mend it.
board-clock-wrong = This machine’s clock is wrong: the programme is shown by day
# Calm, for visitors; below it what is wrong, for whoever can mend it.
board-nothing = No programme here at the moment
board-nothing-why = This screen is set to a room or a venue that the programme does not have.
board-announcement = Announcement
# Over the whole screen. As few and as plain words as there are.
board-emergency = Emergency
board-emergency-follow = Follow the staff.

## How times and lists are put together

# A time on a day other than today, within a sentence such as “at { $time }”.
time-on-day = { $time } on { $day }
# Two days that follow one another.
two-days = { $first } and { $second }

## For staff: a PIN, and the settings behind it

# A small button on the door. One word.
staff-open = Staff
staff-pin-enter = Enter your PIN
# Names the line in which the PIN is typed, for screen readers.
staff-pin = PIN
staff-pin-digits = 6 to 12 digits
# Read aloud while somebody types, because the digits themselves are not.
staff-digits =
    { $count ->
        [one] { $count } digit
       *[other] { $count } digits
    }
staff-pin-wrong = Nobody here has this PIN
# A time that runs down stands below it.
staff-pin-wait = Too many wrong PINs. You can try again in
staff-unrecorded = This kiosk cannot record anything at the moment. Please try again
# Nobody has a PIN yet. Whoever sets the kiosk up makes the first one.
staff-first-title = Who looks after this kiosk?
staff-first-text = The first PIN is yours. You can add others afterwards.
staff-new-title = One more person
staff-name = Name
staff-pin-new = New PIN: 6 to 12 digits
staff-pin-again = The same PIN once more
# The blank on the screen’s keyboard.
key-space = Space
staff-cancel = Cancel
staff-settings = Settings
staff-door-waits = Nobody can check in while this is open
# Somebody shows a ticket while staff have the settings open.
hint-staff = One moment: staff are setting this kiosk up
staff-leave = Back to the door
staff-kiosk = This kiosk
staff-data = Data
staff-data-real = Real: check-ins count
staff-device = Device
staff-version = Version
# Above the gates the kiosk can stand at.
staff-gate = The gate it stands at
# Marks the one it stands at.
staff-here = Here
staff-gate-other = Choose another gate
staff-people = People who may open this
# Marks whoever is signed in.
staff-you = You
staff-add = Add a person
staff-remove = Remove
staff-remove-ask = Remove { $person }?
staff-keep = Keep
staff-doubles = { $count ->
    [one] Look at one double admission
   *[other] Look at { $count } double admissions
}
staff-platform = Central platform
staff-platform-none = This kiosk works on its own.
# Why somebody was not added or removed.
staff-refused-no-name = Please type a name
staff-refused-name = Please choose a shorter name
staff-refused-name-taken = Somebody here has this name already
staff-refused-pin-length = A PIN has 6 to 12 digits
staff-refused-pin-one-digit = One digit over and over is easy to guess. Please choose another PIN
staff-refused-pin-run = Digits in a row are easy to guess. Please choose another PIN
staff-refused-pin-pattern = A short pattern is easy to guess. Please choose another PIN
staff-refused-pin-taken = This PIN cannot be taken. Please choose another one
staff-refused-pin-differs = The two PINs were not the same. Please type both again
staff-refused-too-many = No more people can be added. Remove one first
staff-refused-last = The last person cannot be removed.
staff-refused-changed = The list has changed meanwhile. Please look again

## On paper

# Heads a printed page of tickets.
sheet-title = Tickets to hold before the camera

# The line about the central platform: what is so, what is safe nowhere else, how old the lists are.
hub-safe = Everything is safe at { $hub } too.
hub-sending = { $count ->
    [one] One scan is on its way to { $hub }.
   *[other] { $count } scans are on their way to { $hub }.
}
hub-unreachable = No connection to { $hub }.
hub-goes-on = Check-in goes on.
hub-only-here = { $count ->
    [one] One scan is safe on this kiosk only, since { $since }.
   *[other] { $count } scans are safe on this kiosk only, since { $since }.
}
hub-here-safe = All scans of this door are safe there.
hub-lists-of = Lists of { $at }.
hub-clock-ahead-minutes = This machine’s clock is { $count } minutes ahead.
hub-clock-ahead-hours = This machine’s clock is { $count } hours ahead.
hub-clock-ahead-days = This machine’s clock is { $count } days ahead.
hub-clock-behind-minutes = This machine’s clock is { $count } minutes behind.
hub-clock-behind-hours = This machine’s clock is { $count } hours behind.
hub-clock-behind-days = This machine’s clock is { $count } days behind.
hub-clock-used = Check-in goes by the clock of { $hub }. Please set this one right.
hub-doubles = { $count ->
    [one] One double admission to look into.
   *[other] { $count } double admissions to look into.
}
hub-not-filled = The lists of { $hub } are being fetched.
hub-filling = The lists are coming: { $percent } %
hub-other-answers = Something else answers in place of the central platform. Does the Wi-Fi ask for a sign-in?
hub-put-off = { $hub } or something on the way to it cannot answer just now. This kiosk tries again by itself.
hub-busy = { $hub } is busy. This kiosk tries again by itself.
hub-not-known = { $hub } does not know this kiosk any more. Please tell the organisers.
hub-other-kind = { $hub } and this kiosk do not go together: one of them is for rehearsing. Please tell the organisers.
hub-versions = { $hub } and this kiosk do not understand each other. Please tell the organisers: are both up to date?
hub-not-believed = The answers of { $hub } are not signed as they should be. Please tell the organisers.
hub-disk = This kiosk cannot keep what { $hub } sends. Is its disk full?
hub-revoked = { $hub } has taken this kiosk out of service.
hub-sealed = { $count ->
    [one] One scan that was not sent is kept here, sealed, for the organisers.
   *[other] { $count } scans that were not sent are kept here, sealed, for the organisers.
}
hub-joined = This kiosk now belongs to { $hub }. The lists are coming.

# Joining a central platform: how, and why it did not work.
staff-platform-join = To join one: hold its enrolment code before the camera while this page is open, or type it.
staff-platform-type = Type a code
join-title = Join a central platform
join-text = The organisers’ console shows both beside the QR code for a new kiosk.
join-line-address = Address
join-line-code = Code: 12 letters and digits
join-asking = One moment …
join-address = That is no address yet. One looks like hub.example or https://hub.example:8943
join-code-form = A code has 12 letters and digits. Please compare it with yours
join-code = This code is wrong, was used already or is older than ten minutes. Please have a new one made
join-slow-down = Too many wrong codes were tried. Please wait a minute
join-no-such-host = There is no { $address }. Is it spelled right, and is there a network?
join-no-answer = Nobody answers at { $address }. Is it spelled right, with the number at its end?
join-not-secure = { $address } answers, but without a certificate that this kiosk can trust. Please tell the organisers
join-certificate-time = The certificate of { $address } is not valid at this kiosk’s time. Is the clock of this machine right?
join-not-a-hub = What answers at { $address } is no central platform. Is the address whole? Does the Wi-Fi ask for a sign-in?
join-put-off = { $address } or something on the way to it cannot answer just now. Please try again in a minute
join-another-hub = What answers at { $address } did not make this code. Is the address right?
join-other-kind = The platform and this kiosk do not go together: one of them is for rehearsing
join-unavailable = The platform cannot store anything at the moment. Please try again in a minute
join-versions = The platform and this kiosk do not understand each other. Are both up to date?
join-own-list = This kiosk has a list of its own for { $event }. Only a kiosk without one can join

# Keeping step with the platform by USB stick, and why it did not work.
staff-platform-stick = By USB stick
stick-title = Central platform by USB stick
stick-text = For a kiosk without a network: write, carry the stick to the organisers’ computer, and read what comes back.
stick-none = Please plug a USB stick in. It appears here by itself.
stick-which = Which stick?
stick-write = Write for the platform
stick-take = Read from the platform
stick-back = Back to the settings
stick-working = One moment. Please leave the stick in.
stick-written = Written. The stick can go to the organisers’ computer now.
stick-own-fingerprint = This kiosk’s fingerprint: { $fingerprint }. The organisers’ computer shows the same before it lets this kiosk in.
stick-compare = This is the first package of “{ $hub }”. Does the organisers’ computer show the same fingerprint?
stick-same = Yes, the same
stick-differs = No, another one
stick-joined = This kiosk now belongs to { $hub }, and its lists are here.
stick-lists-taken = The new lists are here.
stick-lists-same = Read. There was nothing new in the lists.
stick-not-there = { $count ->
    [one] One scan is not known to be at { $hub } yet. Please write once more.
   *[other] { $count } scans are not known to be at { $hub } yet. Please write once more.
}
stick-gone = The stick is not there any more. Please plug it in again.
stick-no-package = There is nothing for this kiosk on the stick. First write, and have the organisers’ computer read it.
stick-not-a-package = The file on the stick is no package, or one of a newer version. Are both up to date?
stick-damaged = The package is damaged. Please have it written once more.
stick-other-kiosk = The package is for another kiosk.
stick-not-signed = The package is not signed as it should be. Nothing was taken. Please tell the organisers.
stick-other-hub = The package is of another platform. This kiosk belongs to { $hub }.
stick-other-kind = The platform and this kiosk do not go together: one of them is for rehearsing.
stick-other-edition = The package is of another week. Nothing was taken.
stick-older = The package is older than what this kiosk knows. Please have a new one written.
stick-unconfirmed = Please compare the fingerprint of { $hub } first.
stick-other-fingerprint = Then nothing was taken. Please tell the organisers: this package is not theirs.
stick-own-list = This kiosk has a list of its own for { $event }. Only a kiosk without one can join.
stick-unreadable = The stick cannot be read or written. Is it full, or locked?
stick-not-sealed = What is for the platform could not be sealed. Please tell the organisers.
stick-roster = This kiosk cannot keep what came. Is its disk full?

# Tickets that came in twice, told to staff: who, and when and where each time.
doubles-title = Double admissions
doubles-text = Tickets that came in twice where once is right, one time of them here. Was it two people, or the same one scanned again? The organisers decide what counts: tell them what you know.
doubles-none = There is none any more.
doubles-most = Only the newest { $count } are shown.
doubles-nobody = A ticket that is on no list here
doubles-first = First: { $time } · { $gate }
doubles-again = Again: { $time } · { $gate }

## The day, as staff say it: what is late, moved, full or cancelled, announcements, an emergency

# A button in the settings, and the title of the page it opens.
staff-day = The day
day-text = What you say here is on all boards at once.
day-said = Said. The boards show it.
day-back = Back to the day
# Above the buttons “5 min late” and so on.
day-late = Later than planned
# Above the buttons with the rooms’ names.
day-room = In another room
# Above the buttons “Full”, “Cancelled” and “As planned again”.
day-else = Otherwise
day-as-planned = As planned again
day-announcements = Announcements
day-announcements-none = Nothing is announced.
day-announce = Announce something
day-take-back = Take back
day-write-title = What is to be announced?
day-write-text = In one language or in several: they are shown in turn.
day-for = For how long
day-minutes = { $minutes } min
day-announce-now = Announce now
day-emergency-text = All screens of this venue show it and nothing else. Words are not needed.
day-emergency-now = Show it on all screens
day-emergency-on = All screens show this emergency
day-emergency-end = End the emergency
day-emergency-ask = Is the emergency over?
day-emergency-over = Yes, it is over
day-emergency-stays = No, it goes on
# A button, and the page it opens: when and where a session is to be.
day-other-time = Another time
# A button, and the page it opens, on which the title of a session is written.
day-add = Add a session
day-add-text = What is it called? In one language of the place or in several.
day-add-next = Next: when and where
day-add-now = Add it
day-add-room = In which room
# On the page on which time and room are set.
day-times-text = Nobody sees it until you say it.
day-back-title = Back to the title
day-back-session = Back to the session
day-begins = Begins
day-ends = Ends
# On a button that sets a time earlier or later: “+1 h”.
day-hours = { $hours } h
# Read aloud for the buttons “−5 min” and “+5 min”.
day-earlier = { $minutes } minutes earlier
day-later = { $minutes } minutes later
# Above the sentences that follow.
day-will = This will be said:
day-will-add = Added: { $title }, from { $start } to { $end }, room: { $room }.
day-will-need-room = Please choose a room.
# $start, $old and $end are times such as 14:05.
day-will-begin = { $title } begins at { $start } instead of { $old }, and ends at { $end }.
day-will-be-in = { $title } is now in this room: { $room }.
day-will-nothing = Nothing is different yet.
day-say-now = Say it
# A button for a session that was added by mistake, what it does, and the button that means it.
day-not-added = Take the added session back
day-not-added-ask = It disappears from all boards.
day-not-added-yes = Yes, take it back
# Letters beyond the 26 for writing in your language on the screen’s keyboard, and signs it needs.
keyboard-accents = éèàçñü
key-capital = Capital letter
# Why something was not said.
day-refused-not-ours = This kiosk may not speak for that event. Please tell the organisers
day-refused-gone = That is not in the programme any more. Please look again
day-refused-nowhere = This kiosk stands in no venue of an event that it may speak for
day-refused-times = That changes nothing, would end before it begins, or is over already. Please choose again
day-refused-no-words = Please write something first
day-refused-too-many-words = Too many words for a screen: please write less

## The machine’s screens, as staff choose what each shows

# A button in the settings, and the title of the page it opens.
staff-screens = Screens
screens-text = What each screen of this machine shows. It holds after a restart, too.
screens-chosen = Chosen. It holds after a restart, too.
# How large a screen is, such as “1920 × 1080”, and which way it hangs.
screens-upright = { $size }, upright
screens-across = { $size }, on its side
# Before what a screen shows now.
screens-now = Shows now:
# What a screen can show.
screens-door = Check-in
screens-lobby = Lobby: every room
screens-week = The week: every place
screens-online = Online: what is streamed
screens-programme = The programme to touch
screens-room = Room: { $room }
screens-else = Something else: { $what }
screens-nothing = Nothing
# At which hours of each day a screen is on; outside of them it is dark. Both are times of day.
screens-hours = On from { $from } to { $until }
screens-none = No screen was found.
# Asked before the last check-in is taken off this machine’s screens.
screens-ask = Then no screen of this machine shows check-in: nobody is checked in here, and this page cannot be opened any more.
screens-ask-yes = Yes, without check-in
screens-ask-no = No, leave it as it is
screens-by-command = What the screens show was chosen on the command line when Parvis was started. Nothing can be chosen here
screens-file-wrong = The file screens.toml cannot be read. Somebody has to look at it before anything can be chosen here

## The programme to touch: visitors look through it themselves

# Above the list, before the day.
touch-title = Programme
# How many sessions were found. Read aloud when it changes.
touch-count = { $count ->
    [0] No session
    [one] One session
   *[other] { $count } sessions
}
# The buttons that narrow the list, and the titles of what they open. Short.
touch-day = Day
touch-place = Place
touch-track = Subject
touch-language = Language
touch-search = Search
# What the buttons say while nothing is chosen.
touch-any-day = All days
touch-any-track = All subjects
touch-any-language = All languages
touch-anywhere = Everywhere
touch-here = In this building
# Before today’s date.
touch-today = Today, { $day }
# Headings above rooms and above venues to choose from.
touch-rooms = Rooms here
touch-venues = Other places
# Below the line in which somebody types what they look for.
touch-search-hint = A title, a name, a room or a subject. Accents do not matter.
# On a screen that stands: brings all that is touched down to where somebody who sits reaches it.
touch-low = Lower
touch-clear = Clear
# Changes the letters on the screen’s keyboard.
touch-keys-latin = ABC
touch-keys-greek = ΑΒΓ
touch-keys-cyrillic = АБВ
touch-all-away = Show everything again
# Nothing was found: each button gives one thing up.
touch-none = Nothing matches all of this.
touch-none-try = Touch what you can do without:
# A button in that list: what is given up, and how many sessions there are then.
touch-without = { $what }: { $count ->
    [one] one session without it
   *[other] { $count } sessions without it
}
touch-next-day = Nothing more today. This is the next day.
# Marks sessions that are over, and what is on now.
touch-over = Over
touch-on = Now
touch-earlier = Previous
touch-later = Next
# On a session’s page.
touch-back = Back to the list
touch-until = { $start } to { $end }
touch-spoken = In { $language }
touch-online = Online
touch-speakers = With
touch-more-speakers = { $count ->
    [one] and one more
   *[other] and { $count } more
}
# The text about a session is cut after this.
touch-cut = The text is longer than this screen.
touch-up = Up
touch-down = Down
touch-gone = This session is not in the programme any more.
# Beside the QR code: what it holds.
touch-take = Take it along
touch-take-session = Scan: the page of this session
touch-take-event = Scan: the page of the event
touch-take-calendar = Scan: an entry for your calendar
