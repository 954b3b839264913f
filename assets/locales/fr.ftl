### Parvis en français : tous les mots que la borne affiche.
###
### Pour qui traduit : des mots lisibles à plusieurs mètres, par des gens qui font la queue. Courts,
### chaleureux, simples. Ne jamais accuser ; dire ce qui serait juste. Ce qui est entre accolades,
### comme { $name }, reste tel quel, à la place que veut la langue. Les explications de chaque
### message sont dans en.ftl.

## L’entrée, en attente d’un billet

door-how = Montrez le QR code de votre billet à la caméra
door-how-detail = Sur téléphone ou sur papier, à une vingtaine de centimètres
door-how-no-camera = Tapez le code de votre billet
door-how-no-camera-detail = Ou présentez votre billet au lecteur portatif
camera-picture = Ce que voit la caméra
camera-starting = La caméra se réveille…
camera-missing = Pas de caméra ici aujourd’hui
camera-busy = La caméra est occupée ailleurs
camera-forbidden = La caméra est désactivée ici
camera-lost = La caméra s’est arrêtée
camera-instead = Taper votre code marche tout aussi bien.
type-code = Taper mon code
call-someone = J’ai besoin d’aide
languages = Langue
clock = Heure locale

## Les sessions du jour

sessions-today = Aujourd’hui
sessions-none = Plus de session aujourd’hui
session-now = En cours
session-cancelled = Annulée
session-online = Aussi en ligne
session-moved = Déplacée
session-late = { $minutes } min de retard
session-full = Complète
session-added = Ajoutée
session-planned = prévu :
page = { $page } sur { $pages }
page-previous = Sessions précédentes
page-next = Sessions suivantes

## Taper un code

typed-title = Tapez le code de votre billet
typed-code = Votre code
typed-where = Il se trouve sous le QR code.
keyboard-rows = AZERTYUIOP QSDFGHJKLM WXCVBN
key-backspace = Effacer
key-done = Valider
close = Fermer

## Une personne pour aider

help-title = Adressez-vous à l’équipe bénévole
help-text = On va vous aider. Vous pouvez aussi taper le code de votre billet.
more-time = Plus de temps
seconds-left =
    { $seconds ->
        [one] { $seconds } seconde
       *[other] { $seconds } secondes
    }

## Retour au début

idle-warning = Êtes-vous toujours là ? Retour au début dans
idle-stay = Je suis encore là

## L’image d’un billet est glissée sur la fenêtre

drop-here = Déposez l’image de votre billet ici

## L’entrée est fermée

closed-title = Fermé pour le moment
closed-advice = Adressez-vous à l’équipe bénévole
closed-disk-full = Cette borne n’a plus de place pour enregistrer les entrées.
closed-cannot-record = Cette borne ne peut pas enregistrer les entrées en ce moment.
closed-no-gate = Cette borne n’est encore affectée à aucune entrée.
closed-filling-title = Ouverture imminente
closed-filling-advice = Les listes d’invités arrivent
closed-filling = Cette porte s’ouvre d’elle-même dès qu’elles sont là.
closed-revoked-title = Hors service
closed-revoked-advice = Prenez une autre porte
closed-revoked = Pour la réutiliser, l’équipe la rattache à nouveau dans les réglages.

## Répétitions

rehearsal = Répétition
rehearsal-detail = Rien ici ne compte
samples-open = Essayer un billet
samples-title = Billets à essayer
samples-text = Choisissez-en un : la borne décide comme s’il avait été montré à la caméra.
samples-here = Vous êtes ici
board-open = Ouvrir l’écran du hall

## Ce qui n’a pas marché

hint-no-code = Pas de code sur cette image
hint-not-a-picture = Ce fichier n’est pas une image
hint-picture-damaged = Cette image est abîmée
hint-picture-too-large = Cette image est trop grande
hint-several-codes = Un seul code à la fois, s’il vous plaît
hint-too-short = Ce code compte plus de lettres et de chiffres

## Verdicts

verdict-admitted = Entrez
verdict-left = Au revoir
verdict-already-in = Déjà enregistré
verdict-not-in = Pas encore enregistré
verdict-other-day = Un autre jour
verdict-other-venue = Un autre lieu
verdict-other-session = Une autre session
verdict-too-early = Pas encore ouvert
verdict-too-late = Entrées terminées
verdict-unpaid = Paiement en attente
verdict-cancelled = Billet annulé
verdict-revoked = N’est plus valable
verdict-full = Complet
verdict-ambiguous = Quel événement ?
verdict-unknown = Code inconnu
verdict-answers-needed = D’abord une question
verdict-hello = Bonjour { $person }
verdict-bye = À bientôt { $person }
verdict-next-booked = Votre prochaine session
verdict-next = À suivre
verdict-running-booked = Votre session a commencé
verdict-running = En ce moment
verdict-online = En ligne
verdict-close = Toucher pour fermer

## Conseils

advice-welcome = Bonne journée !
advice-again = Rebonjour ! Votre dernière entrée : { $time }.
advice-over-capacity = Il y a du monde : cherchez une place libre.
advice-already-in = Ce billet a déjà servi à { $time } ({ $gate }). Est-ce le vôtre ? Adressez-vous à l’équipe bénévole.
advice-not-in = Aucune entrée aujourd’hui avec ce billet : il n’y a pas de sortie à enregistrer.
advice-other-day = Ce billet est pour { $event }, { $days }.
advice-other-venue = Ce billet est pour { $event } à { $city }, { $days }.
advice-other-event = Ce billet est pour { $event }, { $days }.
advice-other-gate = Votre entrée : { $gates }.
advice-online = Ce billet permet de suivre { $event } en ligne.
advice-other-session = Votre place est réservée pour { $sessions }.
advice-no-session = Il faut une place réservée pour cette session. L’accueil peut vous aider.
advice-too-early = Vous pourrez entrer à partir de { $time }.
advice-too-late = Les entrées se sont terminées à { $time }. Adressez-vous à l’équipe bénévole.
advice-unpaid = Le paiement ne nous est pas encore parvenu. L’accueil peut régler cela.
advice-cancelled = Ce billet a été rendu. L’accueil peut vous aider.
advice-revoked = Vous avez peut-être reçu un billet plus récent par courriel. L’accueil peut vous aider.
advice-answers-needed = L’équipe attend une courte réponse de votre part. Passez à l’accueil.
advice-full =
    { $seats ->
        [one] La seule place est prise. L’équipe bénévole peut vous proposer autre chose.
       *[other] Les { $seats } places sont prises. L’équipe bénévole peut vous proposer autre chose.
    }
advice-ambiguous = Ce code vaut pour { $events }. Dites à l’équipe bénévole lequel vous choisissez.
advice-unknown = Est-ce bien le code de cet événement ? L’équipe bénévole va vous aider.
advice-left = Merci de votre visite. Bon retour !

## Billets à essayer

sample-admitted = peut entrer
sample-over-capacity = arrive quand il y a du monde
sample-left = s’en va
sample-already-in = est déjà à l’intérieur
sample-not-in = veut sortir, mais n’a pas passé l’entrée
sample-other-day = a un billet pour un autre jour
sample-other-venue = a un billet pour une autre ville
sample-other-session = a une place dans une autre session
sample-too-early = est en avance
sample-too-late = est en retard
sample-unpaid = n’a pas encore payé
sample-cancelled = a rendu son billet
sample-revoked = a un billet plus récent
sample-full = trouve la salle complète
sample-ambiguous = a un code pour deux événements
sample-unknown = a un code que personne ne connaît
sample-answers-needed = doit encore répondre à une question

## L’écran du hall

board-now = Maintenant
board-next = Ensuite
board-until = jusqu’à { $time }
board-free = Libre jusqu’à { $time }
board-nothing-next = Plus rien aujourd’hui
board-before = On commence à { $time }
board-day-over = C’est fini pour aujourd’hui. La suite à { $time }
board-over = Merci de votre visite
board-empty = Pas de session aujourd’hui
board-later = Plus tard
board-now-planned = Prévu maintenant
board-moved-room = nouvelle salle : { $room }
board-moved-room-time = nouvelle salle : { $room }, { $time }
board-moved-time = nouvel horaire : { $time }
board-minutes-left = encore { $minutes } min
board-capacity = { $count ->
    [one] Une place
   *[other] { $count } places
}
board-seats = { $count ->
    [0] Plus de place
    [one] Encore une place
   *[other] Encore { $count } places
}
board-seats-at-most = { $count ->
    [one] Au plus une place
   *[other] Au plus { $count } places
}
board-instead = Encore de la place : { $room }, { $time }
board-spoken = En { $language }
board-at = à { $time }
board-more = et { $count } de plus
board-online = En ligne
board-online-next = La prochaine diffusion commence à { $time }
board-scan = Scannez pour suivre
board-no-address = Adresse à venir
board-partners = Avec le soutien de
board-as-of = Situation à { $time }
board-no-news = Pas de nouvelles depuis { $time }. Ce qui a changé depuis n’est pas affiché.
board-clock-corrected = Heure donnée par { $hub }
board-clock-wrong = L’horloge de cette machine est fausse : le programme est affiché par jour
board-nothing = Pas de programme ici pour le moment
board-nothing-why = Cet écran est réglé sur une salle ou un lieu qui n’est pas dans le programme.
board-announcement = Annonce
board-emergency = Urgence
board-emergency-follow = Suivez le personnel.

## Heures et listes

time-on-day = { $time } le { $day }
two-days = { $first } et { $second }

## Pour l’équipe : un code PIN, et les réglages derrière

staff-open = Équipe
staff-pin-enter = Tapez votre code PIN
staff-pin = Code PIN
staff-pin-digits = 6 à 12 chiffres
staff-digits =
    { $count ->
        [one] { $count } chiffre
       *[other] { $count } chiffres
    }
staff-pin-wrong = Personne ici n’a ce code PIN
staff-pin-wait = Trop de codes erronés. Nouvel essai possible dans
staff-unrecorded = Cette borne ne peut rien enregistrer en ce moment. Réessayez
staff-first-title = Qui s’occupe de cette borne ?
staff-first-text = Le premier code PIN est le vôtre. Vous pourrez ensuite ajouter d’autres personnes.
staff-new-title = Une personne de plus
staff-name = Nom
staff-pin-new = Nouveau code PIN : 6 à 12 chiffres
staff-pin-again = Le même code encore une fois
key-space = Espace
staff-cancel = Annuler
staff-settings = Réglages
staff-door-waits = Aucune entrée possible tant que cet écran est ouvert
hint-staff = Un instant : l’équipe règle cette borne
staff-leave = Retour à l’entrée
staff-kiosk = Cette borne
staff-data = Données
staff-data-real = Réelles : les entrées comptent
staff-device = Appareil
staff-version = Version
staff-gate = L’entrée où elle se trouve
staff-here = Ici
staff-gate-other = Choisir une autre entrée
staff-people = Qui peut ouvrir cet écran
staff-you = Vous
staff-add = Ajouter une personne
staff-remove = Retirer
staff-remove-ask = Retirer { $person } ?
staff-keep = Garder
staff-doubles = { $count ->
    [one] Voir une double entrée
   *[other] Voir { $count } doubles entrées
}
staff-platform = Plateforme centrale
staff-platform-none = Cette borne travaille seule.
staff-refused-no-name = Tapez un nom
staff-refused-name = Choisissez un nom plus court
staff-refused-name-taken = Quelqu’un ici porte déjà ce nom
staff-refused-pin-length = Un code PIN a 6 à 12 chiffres
staff-refused-pin-one-digit = Un seul chiffre répété se devine vite. Choisissez un autre code
staff-refused-pin-run = Des chiffres qui se suivent se devinent vite. Choisissez un autre code
staff-refused-pin-pattern = Un motif court se devine vite. Choisissez un autre code
staff-refused-pin-taken = Ce code ne peut pas être pris. Choisissez-en un autre
staff-refused-pin-differs = Les deux codes n’étaient pas les mêmes. Tapez-les à nouveau
staff-refused-too-many = Impossible d’ajouter quelqu’un. Retirez d’abord une personne
staff-refused-last = La dernière personne ne peut pas être retirée.
staff-refused-changed = La liste a changé entre-temps. Regardez à nouveau

## Sur papier

sheet-title = Billets à présenter à la caméra

# La ligne sur la plateforme centrale
hub-safe = Tout est aussi en sécurité chez { $hub }.
hub-sending = { $count ->
    [one] Un passage est en route vers { $hub }.
   *[other] { $count } passages sont en route vers { $hub }.
}
hub-unreachable = Pas de liaison avec { $hub }.
hub-goes-on = Le contrôle continue.
hub-only-here = { $count ->
    [one] Un passage n’est que sur cette borne, depuis { $since }.
   *[other] { $count } passages ne sont que sur cette borne, depuis { $since }.
}
hub-here-safe = Tous les passages de cette porte y sont en sécurité.
hub-lists-of = Listes de { $at }.
hub-clock-ahead-minutes = L’horloge de cette machine avance de { $count } minutes.
hub-clock-ahead-hours = L’horloge de cette machine avance de { $count } heures.
hub-clock-ahead-days = L’horloge de cette machine avance de { $count } jours.
hub-clock-behind-minutes = L’horloge de cette machine retarde de { $count } minutes.
hub-clock-behind-hours = L’horloge de cette machine retarde de { $count } heures.
hub-clock-behind-days = L’horloge de cette machine retarde de { $count } jours.
hub-clock-used = Le contrôle suit l’horloge de { $hub }. Merci de régler celle-ci.
hub-doubles = { $count ->
    [one] Une double entrée à examiner.
   *[other] { $count } doubles entrées à examiner.
}
hub-not-filled = Les listes de { $hub } sont en route.
hub-filling = Les listes arrivent : { $percent } %
hub-other-answers = Autre chose répond à la place de la plateforme centrale. Le Wi-Fi demande-t-il une connexion ?
hub-put-off = { $hub }, ou quelque chose entre lui et cette borne, ne peut pas répondre pour l’instant. Cette borne réessaie d’elle-même.
hub-busy = { $hub } est occupé. Cette borne réessaie d’elle-même.
hub-not-known = { $hub } ne connaît plus cette borne. Prévenez les organisateurs.
hub-other-kind = { $hub } et cette borne ne vont pas ensemble : l’un des deux sert à répéter. Prévenez les organisateurs.
hub-versions = { $hub } et cette borne ne se comprennent pas. Prévenez les organisateurs : les deux sont-ils à jour ?
hub-not-believed = Les réponses de { $hub } ne sont pas signées comme il faut. Prévenez les organisateurs.
hub-disk = Cette borne ne peut pas garder ce que { $hub } envoie. Son disque est-il plein ?
hub-revoked = { $hub } a mis cette borne hors service.
hub-sealed = { $count ->
    [one] Un passage qui n’a pas été envoyé est gardé ici, scellé, pour les organisateurs.
   *[other] { $count } passages qui n’ont pas été envoyés sont gardés ici, scellés, pour les organisateurs.
}
hub-joined = Cette borne appartient maintenant à { $hub }. Les listes arrivent.

# Rattacher la borne à une plateforme centrale
staff-platform-join = Pour la rattacher : tenez le code d’inscription devant la caméra, cette page ouverte, ou tapez-le.
staff-platform-type = Taper un code
join-title = Rattacher cette borne
join-text = La console des organisateurs montre les deux à côté du code QR d’une nouvelle borne.
join-line-address = Adresse
join-line-code = Code : 12 lettres et chiffres
join-asking = Un instant …
join-address = Ce n’est pas encore une adresse. Exemple : hub.example
join-code-form = Un code compte 12 lettres et chiffres. Comparez-le avec le vôtre
join-code = Ce code est faux, déjà utilisé ou vieux de plus de dix minutes. Demandez-en un nouveau
join-slow-down = Trop de codes faux ont été essayés. Attendez une minute
join-no-such-host = { $address } n’existe pas. Est-ce bien écrit, et y a-t-il un réseau ?
join-no-answer = Personne ne répond à { $address }. Est-ce bien écrit, avec le nombre à la fin ?
join-not-secure = { $address } répond, mais sans certificat auquel cette borne puisse se fier. Prévenez les organisateurs
join-certificate-time = Le certificat de { $address } n’est pas valable à l’heure de cette borne. L’horloge de cette machine est-elle juste ?
join-not-a-hub = Ce qui répond à { $address } n’est pas une plateforme centrale. L’adresse est-elle complète ? Le Wi-Fi demande-t-il une connexion ?
join-put-off = { $address }, ou quelque chose entre les deux, ne peut pas répondre pour l’instant. Réessayez dans une minute
join-another-hub = Ce qui répond à { $address } n’a pas créé ce code. L’adresse est-elle juste ?
join-other-kind = La plateforme et cette borne ne vont pas ensemble : l’une des deux sert à répéter
join-unavailable = La plateforme ne peut rien enregistrer pour le moment. Réessayez dans une minute
join-versions = La plateforme et cette borne ne se comprennent pas. Les deux sont-elles à jour ?
join-own-list = Cette borne a sa propre liste pour { $event }. Seule une borne sans liste peut être rattachée

# Par clé USB, et pourquoi cela n’a pas marché.
staff-platform-stick = Par clé USB
stick-title = Plateforme centrale par clé USB
stick-text = Pour une borne sans réseau : écrivez, portez la clé à l’ordinateur des organisateurs, puis lisez ce qui revient.
stick-none = Veuillez brancher une clé USB. Elle apparaît ici d’elle-même.
stick-which = Quelle clé ?
stick-write = Écrire pour la plateforme
stick-take = Lire ce qui en vient
stick-back = Retour aux réglages
stick-working = Un instant. Veuillez laisser la clé en place.
stick-written = C’est écrit. La clé peut aller à l’ordinateur des organisateurs.
stick-own-fingerprint = Empreinte de cette borne : { $fingerprint }. L’ordinateur des organisateurs montre la même avant de l’accepter.
stick-compare = C’est le premier paquet de « { $hub } ». L’ordinateur des organisateurs montre-t-il la même empreinte ?
stick-same = Oui, la même
stick-differs = Non, une autre
stick-joined = Cette borne appartient désormais à { $hub }, et ses listes sont là.
stick-lists-taken = Les nouvelles listes sont là.
stick-lists-same = C’est lu. Il n’y avait rien de nouveau dans les listes.
stick-not-there = { $count ->
    [one] Un scan n’est pas encore connu chez { $hub }. Veuillez écrire encore une fois.
   *[other] { $count } scans ne sont pas encore connus chez { $hub }. Veuillez écrire encore une fois.
}
stick-gone = La clé n’est plus là. Veuillez la rebrancher.
stick-no-package = Il n’y a rien pour cette borne sur la clé. Écrivez d’abord, puis faites lire la clé par l’ordinateur des organisateurs.
stick-not-a-package = Le fichier sur la clé n’est pas un paquet, ou vient d’une version plus récente. Les deux sont-ils à jour ?
stick-damaged = Le paquet est abîmé. Veuillez le faire écrire encore une fois.
stick-other-kiosk = Le paquet est pour une autre borne.
stick-not-signed = Le paquet n’est pas signé comme il devrait. Rien n’a été repris. Veuillez le dire aux organisateurs.
stick-other-hub = Le paquet vient d’une autre plateforme. Cette borne appartient à { $hub }.
stick-other-kind = La plateforme et cette borne ne vont pas ensemble : l’une des deux sert aux répétitions.
stick-other-edition = Le paquet est d’une autre semaine. Rien n’a été repris.
stick-older = Le paquet est plus ancien que ce que sait cette borne. Veuillez en faire écrire un nouveau.
stick-unconfirmed = Veuillez d’abord comparer l’empreinte de { $hub }.
stick-other-fingerprint = Alors rien n’a été repris. Veuillez le dire aux organisateurs : ce paquet n’est pas le leur.
stick-own-list = Cette borne a sa propre liste pour { $event }. Seule une borne qui n’en a pas peut rejoindre la plateforme.
stick-unreadable = La clé ne peut être ni lue ni écrite. Est-elle pleine, ou verrouillée ?
stick-not-sealed = Ce qui est pour la plateforme n’a pas pu être scellé. Veuillez le dire aux organisateurs.
stick-roster = Cette borne ne peut pas garder ce qui est arrivé. Son disque est-il plein ?

# Tickets that came in twice, told to staff: who, and when and where each time.
doubles-title = Doubles entrées
doubles-text = Des billets entrés deux fois là où une seule est juste, dont une fois ici. Étaient-ce deux personnes, ou la même scannée deux fois ? Les organisateurs décident de ce qui compte : dites-leur ce que vous savez.
doubles-none = Il n’y en a plus.
doubles-most = Seules les { $count } plus récentes sont affichées.
doubles-nobody = Un billet qui n’est sur aucune liste ici
doubles-first = D’abord : { $time } · { $gate }
doubles-again = De nouveau : { $time } · { $gate }

## La journée, telle que l’équipe la dit : retards, changements, annonces, urgence

staff-day = La journée
day-text = Ce que vous dites ici s’affiche aussitôt sur tous les écrans.
day-said = C’est dit. Les écrans l’affichent.
day-back = Retour à la journée
day-late = Plus tard que prévu
day-room = Dans une autre salle
day-else = Autrement
day-as-planned = De nouveau comme prévu
day-announcements = Annonces
day-announcements-none = Aucune annonce.
day-announce = Faire une annonce
day-take-back = Retirer
day-write-title = Que faut-il annoncer ?
day-write-text = Dans une langue ou plusieurs : elles s’affichent tour à tour.
day-for = Pendant combien de temps
day-minutes = { $minutes } min
day-announce-now = Annoncer
day-emergency-text = Tous les écrans de ce lieu l’affichent, et rien d’autre. Un texte n’est pas nécessaire.
day-emergency-now = Afficher sur tous les écrans
day-emergency-on = Tous les écrans affichent cette urgence
day-emergency-end = Mettre fin à l’urgence
day-emergency-ask = L’urgence est-elle terminée ?
day-emergency-over = Oui, elle est terminée
day-emergency-stays = Non, elle continue
day-other-time = À une autre heure
day-add = Ajouter une session
day-add-text = Comment s’appelle-t-elle ? Dans une langue du lieu ou plusieurs.
day-add-next = Suite : heure et salle
day-add-now = Ajouter
day-add-room = Dans quelle salle
day-times-text = Personne ne le voit tant que vous ne l’avez pas dit.
day-back-title = Retour au titre
day-back-session = Retour à la session
day-begins = Début
day-ends = Fin
day-hours = { $hours } h
day-earlier = { $minutes } minutes plus tôt
day-later = { $minutes } minutes plus tard
day-will = Voici ce qui sera dit :
day-will-add = Ajoutée : { $title }, de { $start } à { $end }, salle : { $room }.
day-will-need-room = Choisissez une salle.
day-will-begin = { $title } commence à { $start } au lieu de { $old }, et finit à { $end }.
day-will-be-in = { $title } a lieu dans cette salle : { $room }.
day-will-nothing = Rien n’est encore changé.
day-say-now = Le dire
day-not-added = Retirer la session ajoutée
day-not-added-ask = Elle disparaît de tous les écrans.
day-not-added-yes = Oui, la retirer
keyboard-accents = éèêëàâçîïôùûœ
key-capital = Majuscule
day-refused-not-ours = Cette borne ne peut pas parler pour cet événement. Prévenez l’organisation
day-refused-gone = Ce n’est plus dans le programme. Regardez de nouveau
day-refused-nowhere = Cette borne n’est dans aucun lieu d’un événement pour lequel elle peut parler
day-refused-times = Cela ne change rien, finirait avant de commencer, ou est déjà terminé. Choisissez de nouveau
day-refused-no-words = Écrivez d’abord quelque chose
day-refused-too-many-words = Trop de mots pour un écran : écrivez-en moins

## Les écrans de la machine, dont l’équipe choisit ce qu’ils affichent

staff-screens = Écrans
screens-text = Ce qu’affiche chaque écran de cette machine, aussi après un redémarrage.
screens-chosen = C’est choisi, aussi après un redémarrage.
screens-upright = { $size }, en hauteur
screens-across = { $size }, en largeur
screens-now = Affiche maintenant :
screens-door = Contrôle des billets
screens-lobby = Hall : toutes les salles
screens-week = La semaine : tous les lieux
screens-online = En ligne : les diffusions
screens-programme = Le programme à toucher
screens-room = Salle : { $room }
screens-else = Autre chose : { $what }
screens-nothing = Rien
screens-hours = Allumé de { $from } à { $until }
screens-none = Aucun écran n’a été trouvé.
screens-ask = Plus aucun écran de cette machine n’affichera le contrôle des billets : personne ne pourra entrer ici, et cette page ne pourra plus être ouverte.
screens-ask-yes = Oui, sans contrôle
screens-ask-no = Non, ne rien changer
screens-by-command = Ce que les écrans affichent a été choisi en ligne de commande au démarrage de Parvis. Rien ne peut être choisi ici
screens-file-wrong = Le fichier screens.toml est illisible. Quelqu’un doit le corriger avant que l’on puisse choisir ici

## Le programme à toucher : les visiteurs le parcourent eux-mêmes

# Au-dessus de la liste, avant le jour.
touch-title = Programme
touch-count = { $count ->
    [0] Aucune session
    [one] Une session
   *[other] { $count } sessions
}
# Les boutons qui réduisent la liste, et les titres de ce qu’ils ouvrent. Courts.
touch-day = Jour
touch-place = Lieu
touch-track = Thème
touch-language = Langue
touch-search = Chercher
touch-any-day = Tous les jours
touch-any-track = Tous les thèmes
touch-any-language = Toutes les langues
touch-anywhere = Partout
touch-here = Dans ce bâtiment
touch-today = Aujourd’hui, { $day }
touch-rooms = Les salles ici
touch-venues = Autres lieux
touch-search-hint = Un titre, un nom, une salle ou un thème. Les accents ne comptent pas.
touch-low = Plus bas
touch-clear = Effacer
touch-keys-latin = ABC
touch-keys-greek = ΑΒΓ
touch-keys-cyrillic = АБВ
touch-all-away = Tout montrer à nouveau
touch-none = Rien ne correspond à tout cela.
touch-none-try = Touchez ce dont vous pouvez vous passer :
touch-without = { $what } : { $count ->
    [one] une session sans cela
   *[other] { $count } sessions sans cela
}
touch-next-day = Plus rien aujourd’hui. Voici le prochain jour.
touch-over = Terminée
touch-on = En cours
touch-earlier = Précédent
touch-later = Suivant
touch-back = Retour à la liste
touch-until = de { $start } à { $end }
touch-spoken = En { $language }
touch-online = En ligne
touch-speakers = Avec
touch-more-speakers = { $count ->
    [one] et une autre personne
   *[other] et { $count } autres personnes
}
touch-cut = Le texte est plus long que cet écran.
touch-up = Monter
touch-down = Descendre
touch-gone = Cette session n’est plus au programme.
touch-take = À emporter
touch-take-session = Scannez : la page de cette session
touch-take-event = Scannez : la page de l’événement
touch-take-calendar = Scannez : un rendez-vous pour votre agenda
