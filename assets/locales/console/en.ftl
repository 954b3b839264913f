### The organisers' console of a hub, in English: pages for people who run an event, at a desk or on
### a telephone. Plain and short. Where something cannot be undone, say what happens, never how bad it
### is. Keep what stands in braces, such as { $name }, and put it where your language wants it.

## Every page

skip-to-content = Skip to the content
# Names the row of pages for screen readers.
pages = Pages
languages = Language
# Names of pages, in the row at the top of each.
overview = Overview
the-day = The day
announcements = Announcements
screens = Screens
doubles = Double admissions
devices = Devices
files = Files
exports = Exports
aside = Put aside
about = About this hub
# Your own page, behind your name.
account = Your account
sign-out = Sign out
cancel = Cancel
save = Save
show = Show
# Below numbers: when they were right. { $time } is 14:03:22.
as-of = As of { $time }
refresh = Look again
# Stops the numbers from changing by themselves while somebody reads; pressed again, they go on.
pause = Hold still
rehearsal = This is a rehearsal: nothing here counts.
back-to-overview = To the overview

## Signing in

sign-in = Sign in
sign-in-to = To the console of { $hub }
# Followed by a command.
sign-in-nobody = Nobody can sign in yet. Make the first administrator at the hub’s own machine:
sign-in-ended = You were signed out. This happens after an hour without use, and after twelve hours.
sign-in-wrong = The name or the password is not right.
sign-in-slow = Too many wrong passwords were tried. Wait a quarter of an hour, then try again.
name = Name
password = Password
signed-in-as = You are signed in as { $name }.
password-change = Change the password
password-old = Your password now
password-new = The new password
password-again = The new password again
password-least = A password has at least { $count } characters. A sentence is easy to remember.
password-changed = The password was changed. Your sign-ins on other machines have ended.
password-differs = The two new passwords are not the same.
password-old-wrong = Your password now is not right.
password-not-taken = This password cannot be taken. Choose another one.

## Overview and events

events = Events
event = Event
events-all = All events
events-caption = Each event in numbers
events-none = There is no programme yet.
events-none-files = Give a file with one
days = Days
day = Day
all-days = All days
tickets = Tickets
# How many tickets were admitted at least once.
admitted = Came in
# How many are inside at this moment, as far as the doors know.
inside = Inside now
devices-glance = Devices at a glance
devices-enrolled =
    { $count ->
        [0] No device is enrolled yet
        [one] { $count } device is enrolled
       *[other] { $count } devices are enrolled
    }
devices-well = All of them were heard of just now, and have sent everything.
doubles-look = Look into the double admissions
export-this = Export this event’s attendance
by-place = By place and day
by-place-caption = Admissions by place and day
# The first two headings of the table above.
place = Place
whole-event = The whole event
by-session = By session
by-session-caption = Admissions by session
session = Session
begins = Begins
by-gate = By gate and day
by-gate-caption = First admissions by gate and day
# { $zone } is the name of a time zone, such as Europe/Brussels.
by-gate-hint = Days and times are those of { $zone }. A ticket counts once for each place and day, or session.
gate = Gate
gates-all = All gates
arrivals = Arrivals
arrivals-caption = Arrivals by quarter of an hour
# Read aloud for the drawing. The table below it has every number.
arrivals-said =
    { $count ->
        [one] Most came in the quarter of an hour from { $time }: { $count } person. The table below has every number.
       *[other] Most came in the quarter of an hour from { $time }: { $count } people. The table below has every number.
    }
arrivals-none = Nobody has come in yet.
arrivals-none-here = Nobody came in on this day and at this gate.
as-table = The same as a table
quarter = From
came = Came

## The day and announcements

# What can be said of the sessions of a day. Screens show each mark with a sign and a colour.
day-to-come = To come and on now
day-none = No session is left on this day.
day-over =
    { $count ->
        [one] { $count } session that is over
       *[other] { $count } sessions that are over
    }
# Opens what can be said of a session.
day-say = Say something
day-said = It is said. Screens show it as soon as their kiosks hear of it.
# { $time } is 14:03.
day-said-at = Said at { $time }
# Read aloud before what is struck through.
day-planned = instead of
day-no-room = No room
day-on = On now
mark-cancelled = Cancelled
mark-moved = Moved
mark-late = { $count } min late
mark-full = Full
mark-added = Added
day-late = Begins later
day-minutes = { $count } min
day-late-by = Minutes
day-say-late = Say it is late
day-room = Room
day-unchanged = As it is
day-start = Begins at
day-say-moved = Move it
day-full = Full
day-cancelled = Cancelled
day-as-planned = As planned again
day-not-added = Take the added session back
day-add = Add a session
day-add-yes = Add it
day-added = The session was added. Screens show it as soon as their kiosks hear of it.
day-title = Title
day-online-only = Online only
day-language = Language spoken
day-language-none = Not said
ends = Ends
say-times = This does not fit: something begins before it ends, is not over yet, and is at most { $count } hours late. Nothing was said.
say-words = Write at least a word, and in no language more than 300 characters. Nothing was said.
say-gone = The programme was changed meanwhile. Look again; nothing was said.
venue = Venue
all-venues = All venues
choose = Choose
from = From
until = Until
# { $zone } is the name of a time zone, such as Europe/Brussels.
times-of = Times are those of { $zone }.
announce = Announce something
announce-yes = Announce it
announced = It is announced. Screens show it as soon as their kiosks hear of it.
announcements-to-come = On the screens, and to come
announcements-none = Nothing is announced.
announcement-words = Words
announcement-at-once = Leave it empty for at once.
announcement-on = On now
announcement-later = To come
announcement-withdraw = Take it back
announcement-withdrawn = It was taken back. It leaves the screens as soon as their kiosks hear of it.
said-here = Said at this hub
said-by = Said at { $name }
emergency = Emergency
emergency-on = Emergency on all screens
# Followed by a day and a time.
emergency-since = Since
emergency-title = Take all screens over
emergency-text = Every screen of the venue shows this emergency and nothing else, at once and until you end it. Doors show it, too, and let nobody in meanwhile.
emergency-words = Words for the screens; none are needed
emergency-check = See what the screens would show
emergency-sure = Show this on all screens?
emergency-wordless = Without words: the screens say that there is an emergency, and to follow the staff.
emergency-sure-all = Every screen of this venue shows it, in place of everything else.
emergency-sure-until = It stays until somebody ends it, here or at a kiosk of the event.
emergency-yes = Take all screens over
emergency-taken-over = The screens are taken over as soon as their kiosks hear of it. Kiosks without a network show nothing of it: tell somebody there.
emergency-end = End the emergency
emergency-end-text = The screens show their boards again.
emergency-end-yes = It is over
emergency-ended = The emergency is over. Screens show their boards as soon as their kiosks hear of it.
emergency-shown = { $shown } of { $count } screens show it
emergency-not-shown = These do not, as far as is known:
emergency-not-here = Shows something else
emergency-no-screens = No kiosk tells of screens in this venue.

## Screens
#
# Every kiosk tells how its screens are: what each shows, and whether its page found something wrong
# when it looked at itself.

screens-none = No kiosk tells of its screens yet. They do by themselves, as soon as they are connected.
screens-all = All screens
screens-no-venue = Without a venue
screens-fine =
    { $count ->
        [one] { $count } screen is as it should be
       *[other] { $count } screens are as they should be
    }
screens-wrong =
    { $count ->
        [one] { $count } screen is not as it should be
       *[other] { $count } screens are not as they should be
    }
screens-silent =
    { $count ->
        [one] Nothing is heard of { $count } screen
       *[other] Nothing is heard of { $count } screens
    }
screen-fine = As it should be
screen-wrong = Not as it should be
screen-silent = Nothing is heard of it
# It is outside of the hours at which it is on. $time is a time of day.
screen-dark = Dark until { $time }
screen-silent-page = Its kiosk answers, but the screen says nothing any more: it may stand still. Look at it; starting the kiosk again helps most often.
screen-look = Look closer
# What a screen is there to show. A room's or a venue's name may follow.
screen-shows = Shows
screen-door = Check-in
screen-lobby = Lobby
screen-room = Room
screen-week = The week
screen-online = Online
screen-programme = Programme to touch
screen-size = Size
screen-language = Language
# How old the lists are that it shows.
screen-lists = Lists
screen-in-emergency = It shows one
# What is wrong, and what somebody can do.
screen-lacks = Something is missing on it.
screen-twice = Something is on it twice.
screen-stray = Something is on it that should not be.
screen-other-words = Something is called otherwise than it should be.
screen-not-struck = What was planned before is not struck through.
screen-no-mark = The mark of a change is missing.
screen-cut = A text is cut off: choose another board, or a larger screen.
screen-no-emergency = The words of an emergency are missing.
screen-nothing = The programme has no such room or venue: choose another board at the kiosk.
screen-other = It shows something else than was chosen for it.
screen-closed = The door is closed: nobody can check in.
screen-camera = The camera cannot be used.
screen-unknown = A newer kiosk says:
picture = Picture
picture-ask = Ask for a picture
picture-again = Ask for a new picture
picture-awaited = Asked for. It comes with the kiosk’s next round, within half a minute where there is a network.
picture-did-not-come = No picture came within two minutes. See when the screen was last heard of, and ask again.
# Read aloud for the picture.
picture-of = What { $screen } painted
picture-boards-alone = Of a door no picture is taken: people are seen there.
picture-not-programme = Of the programme to touch no picture is taken: it would show what a visitor is reading.
picture-kept = The last picture is kept for an hour, and shown to whoever is signed in here.

## Double admissions

doubles-text = These tickets were admitted twice where once is right, at doors that did not know of each other in time. Ask at the doors: was it two people, or the same one scanned again?
doubles-none = No ticket was admitted twice.
doubles-all = All events
doubles-more = Only the newest { $count } are shown.
ticket = Ticket
who = Whose ticket
who-unknown = The roster has no name for it.
passage-first = First, counts:
passage-again = Again:
undo = Undo this one
undone = The admission was undone. The doors will know as soon as they are connected.
undo-title = Undo this admission?
undo-first = It counts no more. The other admission of this ticket counts instead.
undo-again = It counts no more. The first admission of this ticket stays as it is.
undo-kept = The record of it is kept, with yours that it was a mistake.
undo-yes = Undo the admission
when = When
device = Device

## Devices

devices-none = No device is enrolled yet.
device-new = Enrol a device
device-new-text = A code lets one device in, once, within ten minutes.
device-name = Name
device-name-hint = What people call it, such as “Door 1”.
device-name-wrong = A name has between 1 and { $count } letters.
device-events = Events it decides about
device-events-missing = Choose at least one event.
device-plan-changed = The programme was changed meanwhile. Choose the events and the gate again.
device-no-programme = There is no programme yet. Give a file with one first.
gate-first = Gate
gate-hint = Where it stands at first. Staff can change it at the device.
gate-later = Whoever sets it up chooses
device-make-code = Make a code
device-change = Change
device-change-title = Change { $name }
device-change-text = The device learns of it as soon as it is connected. The rosters of events it loses are removed from it.
device-changed-done = The change was declared. The device learns of it as soon as it is connected.
device-revoke = Revoke
device-revoked = Revoked
device-revoked-done = The device was revoked. It learns of it as soon as it is connected.
device-well = All well
device-never-seen = Not heard of yet
device-silent = Not heard of for long
device-ahead =
    { $count ->
        [one] Its clock is { $count } minute ahead
       *[other] Its clock is { $count } minutes ahead
    }
device-behind =
    { $count ->
        [one] Its clock is { $count } minute behind
       *[other] Its clock is { $count } minutes behind
    }
device-unsent =
    { $count ->
        [one] { $count } record not sent yet
       *[other] { $count } records not sent yet
    }
# Two machines write as one: a disk was copied, or a backup was restored.
device-forked = Its history goes two ways
seen = Last heard of
ago-now = just now
ago-minutes =
    { $count ->
        [one] { $count } minute ago
       *[other] { $count } minutes ago
    }
ago-hours =
    { $count ->
        [one] { $count } hour ago
       *[other] { $count } hours ago
    }
ago-days =
    { $count ->
        [one] { $count } day ago
       *[other] { $count } days ago
    }
unsent = Not sent yet
version = Version
# A few digits of a key, to be compared by eye.
fingerprint = Fingerprint
revoke-title = Revoke { $name }?
revoke-roster = The device closes its door, and forgets its rosters, as soon as it learns of this.
revoke-records = What it recorded and has not sent yet is kept on it, sealed so that only this hub can read it.
revoke-late = Records that come from it afterwards are put aside unless they follow what is known of it.
revoke-again = It can be enrolled again with a new code.
revoke-unsent =
    { $count ->
        [one] When it was last heard of, it had { $count } record that it had not sent yet.
       *[other] When it was last heard of, it had { $count } records that it had not sent yet.
    }
revoke-yes = Revoke the device
offer-title = A code for { $name }
offer-step-open = At the kiosk, open the staff settings and choose the central platform.
offer-step-show = Show this code to its camera, or type the address and the code.
offer-step-type = Type the hub’s address and this code.
# Read aloud for the QR code.
offer-qr = QR code with the hub’s address and the code
offer-waiting = Waiting for the device
offer-until = The code is good until { $time }.
offer-used = The device has come. It is enrolled, and is being filled.
offer-over = The code is too old, and lets nobody in any more.
offer-elsewhere = The code is shown only in the browser in which it was made.
offer-look = See whether the device has come
hub-address = Address
code = Code

## Kiosks without a network
#
# Such a kiosk writes a file onto a USB stick, somebody gives it here, and carries the answer back.
# The words in quotation marks stand on the kiosk's own screen (assets/locales): say them as there.

by-stick = Kiosks without a network
by-stick-text = A USB stick carries the lists to such a kiosk, and its check-ins back here. All of it is sealed: who finds the stick can read no name.
by-stick-write = At the kiosk: plug a stick in, open “Staff”, then “By USB stick”, and choose “Write for the platform”.
by-stick-give = Here: plug the stick in, and choose the file that begins with “parvis” and ends in “.request”.
by-stick-carry = Save the answer onto the stick, and carry it back to the kiosk.
by-stick-files = Files from the stick
by-stick-files-hint = Several at once are welcome, and so is what a revoked kiosk had sealed (.age).
by-stick-read = Read the files
by-stick-too-large = The files are too many: at most 100, and together 100 MB, are taken at once. Choose only those of kiosks, a few at a time. Nothing was changed.
by-stick-came = What the stick brought
by-stick-more = Give other files
by-stick-gone = This is not here any more: answers wait for half an hour. Give the file from the stick again; nothing is lost, and nothing counts twice.
# A kiosk that is not enrolled.
by-stick-new = A new kiosk
by-stick-new-waits = It is not enrolled yet
by-stick-enrolled = It is enrolled now
by-stick-heard = Read, and safe here
by-stick-revoked = Read, but this kiosk is revoked
by-stick-revoked-text = The answer gives it no lists. It tells the kiosk to seal what it still has, to forget its lists and to close its door.
by-stick-again = Enrol it again
by-stick-retired = What it had sealed was read, and is safe here
by-stick-records-new = New here
# Records that could not be taken yet, since the hub was restored from an older backup.
by-stick-left-out =
    { $count ->
        [one] { $count } record follows others that are missing here. The kiosk sends all of them when it has read the answer: then let it write once more.
       *[other] { $count } records follow others that are missing here. The kiosk sends all of them when it has read the answer: then let it write once more.
    }
by-stick-save = Save the answer
by-stick-package = An answer for a kiosk
by-stick-package-text = There is nothing to do for it here. Leave it on the stick.
by-stick-not-taken = Not taken
by-stick-now = What to do now
# Followed by the names of the files.
by-stick-now-save = Save each answer onto the stick itself, in no folder, in place of an older one. Keep its name:
by-stick-now-read = At the kiosk: plug the stick in, open “By USB stick”, and choose “Read from the platform”.
by-stick-now-compare = A new kiosk asks whether this hub’s fingerprint is the right one. It is:
by-stick-compare = Compare and enrol
by-stick-compare-text = The kiosk shows its fingerprint below “Write for the platform”. Compare it with this one, character by character:
by-stick-same = The kiosk shows the same
by-stick-differs = If they differ, the file is of another machine: do not enrol it.
by-stick-not-compared = Compare the fingerprints first, and say that they are the same.
by-stick-let-in = Enrol this kiosk
# Why a file is not taken, and what to do.
by-stick-not-ours = This is no file of a kiosk. Choose the one that begins with “parvis” and ends in “.request”.
by-stick-newer = This file is of a newer version. Bring this hub up to date, and give it again.
by-stick-damaged = The file is damaged: the stick may have been pulled out too early. Let the kiosk write once more.
by-stick-not-signed = The file was not signed by the kiosk that it names. Let the kiosk write once more; if it happens again, do not trust the stick.
by-stick-other-hub = The file is for another hub, or for this one before it was set up anew. Give it at the hub that the kiosk belongs to.
by-stick-other-kind = One of the two is for rehearsing: a rehearsal’s kiosk belongs to a rehearsal’s hub, and a real one to a real one.
by-stick-other-key = Another kiosk is enrolled here under the same number. Start this one with a data folder of its own, and let it write once more.
by-stick-nobody = The file does not say which kiosk it is of, since nothing is recorded in it. Nothing is lost.
by-stick-unknown-sealed = Its kiosk is not known here. Give it at the hub that the kiosk belonged to.
by-stick-refused = The hub does not take what is in it. It says why:
by-stick-not-now = This does not work just now. What the kiosk recorded is safe on the kiosk. Give the file again in a minute; if it stays so, whoever runs the hub finds the reason in its log.

## Files

files-text = Before a file is taken you see what it would change.
file = File
file-missing = Choose a file first.
file-refused = The file was not taken
file-refused-text = Nothing was changed. Mend the file, and give it again.
file-again = Give another file
programme = Programme
programme-hint = A schedule.json, a calendar (.ics) or a programme of Parvis (.json). It replaces the one there is; events without a gate get the usual one.
programme-look = See what the programme changes
programme-taken = The programme was taken.
gates = Gates
gates-hint = A file of gates (.toml). It replaces all gates there are.
gates-look = See what the gates change
gates-taken = The gates were taken.
roster = Roster
roster-hint = A table (.csv or .xlsx) with a ticket’s code and a name on each row.
roster-look = See what the roster changes
roster-taken = The roster was taken.
roster-event = Event of rows that name none
roster-event-own = As the file says
roster-complete = This is the whole roster: withdraw tickets that are not in it
roster-which-event = The file does not say which event it is for. Choose one of { $events } beside the file, and give it again.
roster-no-name = No event can be named after the file. Give the file a name with letters in it.
roster-withdraw-refused =
    { $count ->
        [one] { $count } ticket would be withdrawn. Say that number below, and that it may be more than 5 % where that is asked.
       *[other] { $count } tickets would be withdrawn. Say that number below, and that it may be more than 5 % where that is asked.
    }
preview = Preview
preview-title = What { $file } would change
preview-text = Nothing has been changed yet.
preview-apply = Take the file
preview-gone = The file is not here any more: it was taken, or waited for more than half an hour.
preview-same = The file changes nothing: all of it is here already.
preview-plan = Changes to programme and gates
preview-roster = Changes to rosters
preview-notes = Worth knowing
preview-events-removed = Events would be removed. Their tickets and records stay, but no door admits them any more.
preview-sessions-removed = Sessions that are not in the file are shown as cancelled until they would have ended.
preview-founds = There is no programme, so an event is made for this roster, with a gate.
preview-ignored = Columns that are left out: { $columns }
what = What
added = New
changed = Changed
removed = Removed
unchanged = As before
absent = Not in the file
and-more =
    { $count ->
        [one] and { $count } more
       *[other] and { $count } more
    }
noun-edition = Edition
noun-venues = Venues
noun-sessions = Sessions
noun-speakers = Speakers
noun-tracks = Subjects
withdraw-text =
    { $count ->
        [one] { $count } ticket that is held is not in the file. It would be withdrawn, and the doors would refuse it.
       *[other] { $count } tickets that are held are not in the file. They would be withdrawn, and the doors would refuse them.
    }
withdraw-number = How many tickets are to be withdrawn
withdraw-hint = Type the number above, so that it is sure that you have seen it.
withdraw-much = This is more than 5 % of an event’s tickets, and it is right
vanish-text =
    { $count ->
        [one] { $count } session is not in the file any more, which is more than 5 %. Is it the whole programme?
       *[other] { $count } sessions are not in the file any more, which is more than 5 %. Is it the whole programme?
    }
vanish-number = How many sessions may vanish
vanish-refused =
    { $count ->
        [one] { $count } session would vanish. Say that number below, if the file is right.
       *[other] { $count } sessions would vanish. Say that number below, if the file is right.
    }

## Exports

exports-text = Every admission that counts, and every double one, as a table.
format = Format
format-xlsx = Workbook (.xlsx)
format-csv = Table (.csv)
format-json = For programs (.json)
export = Export
exports-personal = The file holds people’s names. Keep it only as long as you need it.

## Put aside

aside-text = Records that came from devices and are not counted. They are kept as they are, so that somebody can look into them.
aside-none = Nothing was put aside.
aside-caption = Records that were put aside, the newest first
record = Record
received = Received
why = Why
record-text = What it says
aside-forked = Two machines write as one
aside-unreadable = It cannot be read
aside-after-revocation = It came after the device was revoked
aside-other-kind = A rehearsal’s among real ones, or the other way round
aside-other-event = About an event that the device is not for
aside-hub-only = It says what only the hub decides
aside-other = A newer version knows
aside-counted =
    { $count ->
        [0] There was nothing left that could count.
        [one] { $count } record counts now.
       *[other] { $count } records count now.
    }
aside-late = From devices that were revoked
aside-late-text = These came after the device was revoked. When you know in whose hands it was, you can let them count.
aside-foreign = About other events
aside-foreign-text = These let tickets in, or take that back, at events that the device is not for. When its events were changed while it had no network, you can let them count.
# A button. After it comes a question, and only then do they count.
aside-accept = Let these count
aside-each = Every record
records = Records
accept-title =
    { $count ->
        [one] Let { $count } record from { $name } count?
       *[other] Let { $count } records from { $name } count?
    }
accept-whose = They came after the device was revoked, so somebody else may have made them. Let them count only when you know who had it.
accept-foreign = They are about events that the device is not for. When you changed its events while it had no network, they are right; otherwise somebody may have made them up.
accept-revoked = The device is revoked: whoever has it may have made them.
accept-count = They count as if they had come in time: in the attendance, and where a ticket came in twice, among the double admissions.
accept-later = What the device sends after this is put aside again.
accept-stays = This cannot be taken back.
accept-yes = Let them count

## About this hub

fingerprint-hint = A kiosk shows the same fingerprint when it was enrolled with this hub and no other.
data = Data
data-real = Real
data-rehearsal = A rehearsal’s
store = Store
backup = Backup
backup-text = A copy of everything, made while the hub runs. Keep it where this machine’s disk is not. At the hub’s own machine:
administrators = Administrators
administrators-text = One more is made at the hub’s own machine:
since = since
wrong-passwords =
    { $count ->
        [0] No wrong password was tried in the last 24 hours.
        [one] { $count } wrong password was tried in the last 24 hours.
       *[other] { $count } wrong passwords were tried in the last 24 hours.
    }

## When something does not work

failure-missing = This page does not exist
failure-missing-text = It may have been moved, or what it was about is gone.
failure-foreign = The form was not taken
failure-foreign-text = It did not come from a page of this sign-in. Open the page again, and repeat what you did. Nothing was changed.
failure-form = The form cannot be read
failure-form-text = Open the page again, and repeat what you did. Nothing was changed.
failure-too-large = The file is too large
failure-too-large-text = At most 100 MB are taken. Nothing was changed.
failure-refused = This was not done
failure-refused-text = The hub says why:
failure-busy = The hub has too much to do just now
failure-busy-text = Wait a few seconds and open the page again. If you were sending something, look first whether it was taken.
failure-store = This does not work just now
failure-store-text = The hub cannot use its store for the moment. Try again in a minute; if it stays so, whoever runs the hub finds the reason in its log.
