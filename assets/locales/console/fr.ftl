### La console des organisateurs d’un hub, en français : des pages pour les personnes qui organisent
### un événement, à un bureau ou sur un téléphone. Simple et court. Quand quelque chose ne peut pas
### être annulé, dites ce qui se passe, jamais que c’est grave. Gardez ce qui est entre accolades.

## Toutes les pages

skip-to-content = Aller au contenu
pages = Pages
languages = Langue
overview = Vue d’ensemble
the-day = La journée
announcements = Annonces
screens = Écrans
doubles = Doubles entrées
devices = Appareils
files = Fichiers
exports = Exports
aside = Mis de côté
about = À propos de ce hub
account = Votre compte
sign-out = Se déconnecter
cancel = Annuler
save = Enregistrer
show = Afficher
as-of = État à { $time }
refresh = Actualiser
pause = Figer
rehearsal = Ceci est une répétition : rien ici ne compte.
back-to-overview = Vers la vue d’ensemble

## Connexion

sign-in = Se connecter
sign-in-to = À la console de { $hub }
sign-in-nobody = Personne ne peut encore se connecter. Créez le premier compte sur la machine du hub :
sign-in-ended = Vous avez été déconnecté·e. Cela arrive après une heure sans activité, et après douze heures.
sign-in-wrong = Le nom ou le mot de passe n’est pas bon.
sign-in-slow = Trop de mots de passe erronés ont été essayés. Attendez un quart d’heure, puis réessayez.
name = Nom
password = Mot de passe
signed-in-as = Vous êtes connecté·e en tant que { $name }.
password-change = Changer le mot de passe
password-old = Votre mot de passe actuel
password-new = Le nouveau mot de passe
password-again = Le nouveau mot de passe, encore une fois
password-least = Un mot de passe a au moins { $count } caractères. Une phrase est facile à retenir.
password-changed = Le mot de passe a été changé. Vos connexions sur d’autres machines sont terminées.
password-differs = Les deux nouveaux mots de passe ne sont pas les mêmes.
password-old-wrong = Votre mot de passe actuel n’est pas bon.
password-not-taken = Ce mot de passe ne peut pas être pris. Choisissez-en un autre.

## Vue d’ensemble et événements

events = Événements
event = Événement
events-all = Tous les événements
events-caption = Chaque événement en chiffres
events-none = Il n’y a pas encore de programme.
events-none-files = Donner un fichier de programme
days = Jours
day = Jour
all-days = Tous les jours
tickets = Billets
admitted = Entrées
inside = À l’intérieur
devices-glance = Les appareils en un coup d’œil
devices-enrolled =
    { $count ->
        [0] Aucun appareil n’est encore inscrit
        [one] { $count } appareil est inscrit
       *[other] { $count } appareils sont inscrits
    }
devices-well = Tous viennent de donner signe de vie, et ont tout envoyé.
doubles-look = Examiner les doubles entrées
export-this = Exporter les présences de cet événement
by-place = Par lieu et par jour
by-place-caption = Entrées par lieu et par jour
place = Lieu
whole-event = Tout l’événement
by-session = Par session
by-session-caption = Entrées par session
session = Session
begins = Début
by-gate = Par porte et par jour
by-gate-caption = Premières entrées par porte et par jour
by-gate-hint = Les jours et les heures sont ceux de { $zone }. Un billet compte une fois par lieu et par jour, ou par session.
gate = Porte
gates-all = Toutes les portes
arrivals = Arrivées
arrivals-caption = Arrivées par quart d’heure
arrivals-said =
    { $count ->
        [one] Le plus d’arrivées dans le quart d’heure à partir de { $time } : { $count } personne. Le tableau ci-dessous donne tous les nombres.
       *[other] Le plus d’arrivées dans le quart d’heure à partir de { $time } : { $count } personnes. Le tableau ci-dessous donne tous les nombres.
    }
arrivals-none = Personne n’est encore entré.
arrivals-none-here = Personne n’est entré ce jour-là à cette porte.
as-table = La même chose en tableau
quarter = À partir de
came = Arrivées

## La journée et les annonces

day-to-come = À venir et en cours
day-none = Il ne reste pas de session ce jour-là.
day-over =
    { $count ->
        [one] { $count } session terminée
       *[other] { $count } sessions terminées
    }
day-say = Signaler
day-said = C’est dit. Les écrans l’affichent dès que leurs bornes l’apprennent.
day-said-at = Dit à { $time }
day-planned = au lieu de
day-no-room = Sans salle
day-on = En cours
mark-cancelled = Annulée
mark-moved = Déplacée
mark-late = Retard de { $count } min
mark-full = Complète
mark-added = Ajoutée
day-late = Commence plus tard
day-minutes = { $count } min
day-late-by = Minutes
day-say-late = Signaler le retard
day-room = Salle
day-unchanged = Inchangée
day-start = Commence à
day-say-moved = Déplacer
day-full = Complète
day-cancelled = Annulée
day-as-planned = De nouveau comme prévu
day-not-added = Retirer la session ajoutée
day-add = Ajouter une session
day-add-yes = Ajouter
day-added = La session est ajoutée. Les écrans l’affichent dès que leurs bornes l’apprennent.
day-title = Titre
day-online-only = En ligne seulement
day-language = Langue parlée
day-language-none = Non précisée
ends = Fin
say-times = Cela ne va pas : il faut un début avant la fin, une fin à venir, et au plus { $count } heures de retard. Rien n’a été dit.
say-words = Écrivez au moins un mot, et au plus 300 caractères par langue. Rien n’a été dit.
say-gone = Le programme a changé entre-temps. Regardez à nouveau ; rien n’a été dit.
venue = Lieu
all-venues = Tous les lieux
choose = Choisir
from = De
until = Jusqu’à
times-of = Les heures sont celles de { $zone }.
announce = Annoncer quelque chose
announce-yes = Annoncer
announced = C’est annoncé. Les écrans l’affichent dès que leurs bornes l’apprennent.
announcements-to-come = Sur les écrans, et à venir
announcements-none = Rien n’est annoncé.
announcement-words = Texte
announcement-at-once = Laissez vide pour tout de suite.
announcement-on = À l’écran
announcement-later = À venir
announcement-withdraw = Retirer
announcement-withdrawn = L’annonce est retirée. Elle quitte les écrans dès que leurs bornes l’apprennent.
said-here = Dit depuis ce hub
said-by = Dit depuis { $name }
emergency = Urgence
emergency-on = Urgence sur tous les écrans
emergency-since = Depuis
emergency-title = Prendre tous les écrans
emergency-text = Tous les écrans du lieu affichent cette urgence et rien d’autre, tout de suite et jusqu’à ce que vous y mettiez fin. Les accueils l’affichent aussi, et ne font entrer personne entre-temps.
emergency-words = Texte pour les écrans ; il n’en faut pas forcément
emergency-check = Voir ce que les écrans afficheraient
emergency-sure = Afficher ceci sur tous les écrans ?
emergency-wordless = Sans texte : les écrans disent qu’il y a une urgence et de suivre l’équipe.
emergency-sure-all = Tous les écrans de ce lieu l’affichent, à la place de tout le reste.
emergency-sure-until = Cela reste jusqu’à ce que quelqu’un y mette fin, ici ou à une borne de l’événement.
emergency-yes = Prendre tous les écrans
emergency-taken-over = Les écrans sont pris dès que leurs bornes l’apprennent. Les bornes sans réseau n’en montrent rien : prévenez quelqu’un sur place.
emergency-end = Mettre fin à l’urgence
emergency-end-text = Les écrans affichent de nouveau leurs programmes.
emergency-end-yes = C’est terminé
emergency-ended = L’urgence est terminée. Les écrans affichent leurs programmes dès que leurs bornes l’apprennent.
emergency-shown = { $shown } écrans sur { $count } l’affichent
emergency-not-shown = Ceux-ci non, autant qu’on sache :
emergency-not-here = Affiche autre chose
emergency-no-screens = Aucune borne ne signale d’écran dans ce lieu.

## Écrans

screens-none = Aucune borne ne signale encore ses écrans. Elles le font d’elles-mêmes, dès qu’elles sont connectées.
screens-all = Tous les écrans
screens-no-venue = Sans lieu
screens-fine =
    { $count ->
        [one] { $count } écran est comme il doit être
       *[other] { $count } écrans sont comme ils doivent être
    }
screens-wrong =
    { $count ->
        [one] { $count } écran n’est pas comme il doit être
       *[other] { $count } écrans ne sont pas comme ils doivent être
    }
screens-silent =
    { $count ->
        [one] Sans nouvelles de { $count } écran
       *[other] Sans nouvelles de { $count } écrans
    }
screen-fine = Comme il doit être
screen-wrong = Pas comme il doit être
screen-silent = Sans nouvelles
screen-dark = Éteint jusqu’à { $time }
screen-silent-page = Sa borne répond, mais l’écran ne dit plus rien : il est peut-être figé. Allez le voir ; redémarrer la borne aide le plus souvent.
screen-look = Voir de plus près
screen-shows = Affiche
screen-door = L’accueil
screen-lobby = Le hall
screen-room = Salle
screen-week = La semaine
screen-online = En ligne
screen-programme = Le programme à toucher
screen-size = Taille
screen-language = Langue
screen-lists = Listes
screen-in-emergency = Il en affiche une
screen-lacks = Il y manque quelque chose.
screen-twice = Quelque chose y est deux fois.
screen-stray = Il y a quelque chose en trop.
screen-other-words = Quelque chose y porte un autre nom qu’il ne faut.
screen-not-struck = Ce qui était prévu n’est pas barré.
screen-no-mark = La marque d’un changement manque.
screen-cut = Un texte est coupé : choisissez un autre affichage, ou un écran plus grand.
screen-no-emergency = Les mots d’une urgence manquent.
screen-nothing = Le programme n’a ni cette salle ni ce lieu : choisissez un autre affichage à la borne.
screen-other = Il affiche autre chose que ce qui a été choisi.
screen-closed = L’accueil est fermé : personne ne peut entrer.
screen-camera = La caméra ne peut pas servir.
screen-unknown = Une borne plus récente dit :
picture = Image
picture-ask = Demander une image
picture-again = Demander une nouvelle image
picture-awaited = Demandée. Elle vient au prochain échange de la borne, en moins d’une demi-minute là où il y a un réseau.
picture-did-not-come = Aucune image n’est venue en deux minutes. Voyez de quand datent les dernières nouvelles, et demandez encore.
picture-of = Ce que { $screen } a affiché
picture-boards-alone = De l’accueil, aucune image n’est prise : on y voit des personnes.
picture-not-programme = Du programme à toucher, aucune image n’est prise : on y verrait ce qu’un visiteur est en train de lire.
picture-kept = La dernière image est gardée une heure, et montrée à qui est connecté ici.

## Doubles entrées

doubles-text = Ces billets sont entrés deux fois là où une seule est juste, à des portes qui ne l’ont pas su à temps l’une de l’autre. Demandez aux portes : étaient-ce deux personnes, ou la même scannée deux fois ?
doubles-none = Aucun billet n’est entré deux fois.
doubles-all = Tous les événements
doubles-more = Seules les { $count } plus récentes sont affichées.
ticket = Billet
who = À qui est ce billet
who-unknown = La liste n’a pas de nom pour lui.
passage-first = La première, qui compte :
passage-again = La seconde :
undo = Annuler celle-ci
undone = L’entrée a été annulée. Les portes le sauront dès qu’elles seront connectées.
undo-title = Annuler cette entrée ?
undo-first = Elle ne compte plus. L’autre entrée de ce billet compte à sa place.
undo-again = Elle ne compte plus. La première entrée de ce billet reste comme elle est.
undo-kept = Sa trace est gardée, avec la vôtre disant que c’était une erreur.
undo-yes = Annuler l’entrée
when = Quand
device = Appareil

## Appareils

devices-none = Aucun appareil n’est encore inscrit.
device-new = Inscrire un appareil
device-new-text = Un code laisse entrer un appareil, une seule fois, dans les dix minutes.
device-name = Nom
device-name-hint = Comme on l’appelle, par exemple « Porte 1 ».
device-name-wrong = Un nom a entre 1 et { $count } lettres.
device-events = Événements dont il décide
device-events-missing = Choisissez au moins un événement.
device-plan-changed = Le programme a changé entre-temps. Choisissez à nouveau les événements et la porte.
device-no-programme = Il n’y a pas encore de programme. Donnez d’abord un fichier de programme.
gate-first = Porte
gate-hint = Où il se trouve au début. L’équipe peut la changer sur l’appareil.
gate-later = La personne qui l’installe choisit
device-make-code = Créer un code
device-change = Modifier
device-change-title = Modifier { $name }
device-change-text = L’appareil l’apprend dès qu’il est connecté. Les listes des événements qu’il perd en sont effacées.
device-changed-done = Le changement est déclaré. L’appareil l’apprend dès qu’il est connecté.
device-revoke = Révoquer
device-revoked = Révoqué
device-revoked-done = L’appareil a été révoqué. Il l’apprend dès qu’il est connecté.
device-well = Tout va bien
device-never-seen = Pas encore de nouvelles
device-silent = Sans nouvelles depuis longtemps
device-ahead =
    { $count ->
        [one] Son horloge avance de { $count } minute
       *[other] Son horloge avance de { $count } minutes
    }
device-behind =
    { $count ->
        [one] Son horloge retarde de { $count } minute
       *[other] Son horloge retarde de { $count } minutes
    }
device-unsent =
    { $count ->
        [one] { $count } enregistrement pas encore envoyé
       *[other] { $count } enregistrements pas encore envoyés
    }
device-forked = Son historique se divise en deux
seen = Dernières nouvelles
ago-now = à l’instant
ago-minutes =
    { $count ->
        [one] il y a { $count } minute
       *[other] il y a { $count } minutes
    }
ago-hours =
    { $count ->
        [one] il y a { $count } heure
       *[other] il y a { $count } heures
    }
ago-days =
    { $count ->
        [one] il y a { $count } jour
       *[other] il y a { $count } jours
    }
unsent = Pas encore envoyé
version = Version
fingerprint = Empreinte
revoke-title = Révoquer { $name } ?
revoke-roster = L’appareil ferme sa porte, et oublie ses listes, dès qu’il l’apprend.
revoke-records = Ce qu’il a enregistré et pas encore envoyé y est gardé, scellé pour que seul ce hub puisse le lire.
revoke-late = Les enregistrements qui en viennent ensuite sont mis de côté, sauf s’ils suivent ce qu’on connaît de lui.
revoke-again = Il peut être inscrit à nouveau avec un nouveau code.
revoke-unsent =
    { $count ->
        [one] Aux dernières nouvelles, il avait { $count } enregistrement qu’il n’avait pas encore envoyé.
       *[other] Aux dernières nouvelles, il avait { $count } enregistrements qu’il n’avait pas encore envoyés.
    }
revoke-yes = Révoquer l’appareil
offer-title = Un code pour { $name }
offer-step-open = Sur la borne, ouvrez les réglages de l’équipe et choisissez la plateforme centrale.
offer-step-show = Montrez ce code à sa caméra, ou tapez l’adresse et le code.
offer-step-type = Tapez l’adresse du hub et ce code.
offer-qr = Code QR avec l’adresse du hub et le code
offer-waiting = L’appareil est attendu
offer-until = Le code est valable jusqu’à { $time }.
offer-used = L’appareil est arrivé. Il est inscrit, et se remplit.
offer-over = Le code est trop ancien, et ne laisse plus entrer personne.
offer-elsewhere = Le code n’est affiché que dans le navigateur où il a été créé.
offer-look = Voir si l’appareil est arrivé
hub-address = Adresse
code = Code

## Bornes sans réseau

by-stick = Bornes sans réseau
by-stick-text = Une clé USB porte les listes à une telle borne, et rapporte ici ses passages. Tout y est scellé : qui trouve la clé n’y lit aucun nom.
by-stick-write = Sur la borne : branchez une clé, ouvrez « Équipe », puis « Par clé USB », et choisissez « Écrire pour la plateforme ».
by-stick-give = Ici : branchez la clé, et choisissez le fichier qui commence par « parvis » et finit par « .request ».
by-stick-carry = Enregistrez la réponse sur la clé, et rapportez-la à la borne.
by-stick-files = Fichiers de la clé
by-stick-files-hint = Vous pouvez en donner plusieurs à la fois, et aussi ce qu’une borne révoquée avait scellé (.age).
by-stick-read = Lire les fichiers
by-stick-too-large = C’est trop de fichiers : 100 au plus, et 100 Mo ensemble, sont pris à la fois. Choisissez seulement ceux des bornes, quelques-uns à la fois. Rien n’a été changé.
by-stick-came = Ce que la clé a apporté
by-stick-more = Donner d’autres fichiers
by-stick-gone = Ce n’est plus là : les réponses attendent une demi-heure. Donnez à nouveau le fichier de la clé ; rien n’est perdu, et rien ne compte deux fois.
by-stick-new = Une nouvelle borne
by-stick-new-waits = Elle n’est pas encore inscrite
by-stick-enrolled = Elle est inscrite maintenant
by-stick-heard = C’est lu, et en sécurité ici
by-stick-revoked = C’est lu, mais cette borne est révoquée
by-stick-revoked-text = La réponse ne lui donne pas de listes. Elle lui dit de sceller ce qu’elle a encore, d’oublier ses listes et de fermer sa porte.
by-stick-again = L’inscrire à nouveau
by-stick-retired = Ce qu’elle avait scellé est lu, et en sécurité ici
by-stick-records-new = Nouveaux ici
by-stick-left-out =
    { $count ->
        [one] { $count } enregistrement en suit d’autres qui manquent ici. La borne les envoie tous quand elle a lu la réponse : faites-la alors écrire encore une fois.
       *[other] { $count } enregistrements en suivent d’autres qui manquent ici. La borne les envoie tous quand elle a lu la réponse : faites-la alors écrire encore une fois.
    }
by-stick-save = Enregistrer la réponse
by-stick-package = Une réponse pour une borne
by-stick-package-text = Il n’y a rien à en faire ici. Laissez-la sur la clé.
by-stick-not-taken = Pas pris
by-stick-now = Que faire maintenant
by-stick-now-save = Enregistrez chaque réponse sur la clé même, dans aucun dossier, à la place d’une plus ancienne. Gardez son nom :
by-stick-now-read = Sur la borne : branchez la clé, ouvrez « Par clé USB », et choisissez « Lire ce qui en vient ».
by-stick-now-compare = Une nouvelle borne demande si l’empreinte de ce hub est la bonne. C’est celle-ci :
by-stick-compare = Comparer et inscrire
by-stick-compare-text = La borne montre son empreinte sous « Écrire pour la plateforme ». Comparez-la avec celle-ci, caractère par caractère :
by-stick-same = La borne montre la même
by-stick-differs = Si elles diffèrent, le fichier vient d’une autre machine : ne l’inscrivez pas.
by-stick-not-compared = Comparez d’abord les empreintes, et dites qu’elles sont les mêmes.
by-stick-let-in = Inscrire cette borne
by-stick-not-ours = Ce n’est pas un fichier d’une borne. Choisissez celui qui commence par « parvis » et finit par « .request ».
by-stick-newer = Ce fichier vient d’une version plus récente. Mettez ce hub à jour, et donnez-le à nouveau.
by-stick-damaged = Le fichier est abîmé : la clé a peut-être été retirée trop tôt. Faites écrire la borne encore une fois.
by-stick-not-signed = Le fichier n’a pas été signé par la borne qu’il nomme. Faites écrire la borne encore une fois ; si cela se répète, ne vous fiez pas à la clé.
by-stick-other-hub = Le fichier est pour un autre hub, ou pour celui-ci avant qu’il ne soit refait. Donnez-le au hub auquel la borne appartient.
by-stick-other-kind = L’un des deux sert aux répétitions : une borne de répétition va avec un hub de répétition, et une vraie avec un vrai.
by-stick-other-key = Une autre borne est inscrite ici sous le même numéro. Démarrez celle-ci avec son propre dossier de données, et faites-la écrire encore une fois.
by-stick-nobody = Le fichier ne dit pas de quelle borne il vient, car rien n’y est enregistré. Rien n’est perdu.
by-stick-unknown-sealed = Sa borne n’est pas connue ici. Donnez-le au hub auquel la borne appartenait.
by-stick-refused = Le hub ne prend pas ce qu’il contient. Il dit pourquoi :
by-stick-not-now = Cela ne marche pas pour l’instant. Ce que la borne a enregistré est en sécurité sur elle. Donnez à nouveau le fichier dans une minute ; si cela persiste, la personne qui gère le hub en trouve la raison dans son journal.

## Fichiers

files-text = Avant qu’un fichier soit pris, vous voyez ce qu’il changerait.
file = Fichier
file-missing = Choisissez d’abord un fichier.
file-refused = Le fichier n’a pas été pris
file-refused-text = Rien n’a été changé. Corrigez le fichier, et donnez-le à nouveau.
file-again = Donner un autre fichier
programme = Programme
programme-hint = Un schedule.json, un calendrier (.ics) ou un programme de Parvis (.json). Il remplace celui qui existe ; les événements sans porte reçoivent la porte habituelle.
programme-look = Voir ce que le programme change
programme-taken = Le programme a été pris.
gates = Portes
gates-hint = Un fichier de portes (.toml). Il remplace toutes les portes existantes.
gates-look = Voir ce que les portes changent
gates-taken = Les portes ont été prises.
roster = Liste
roster-hint = Un tableau (.csv ou .xlsx) avec le code d’un billet et un nom à chaque ligne.
roster-look = Voir ce que la liste change
roster-taken = La liste a été prise.
roster-event = Événement des lignes qui n’en nomment pas
roster-event-own = Comme le dit le fichier
roster-complete = C’est la liste entière : retirer les billets qui n’y sont pas
roster-which-event = Le fichier ne dit pas pour quel événement il est. Choisissez l’un de { $events } à côté du fichier, et donnez-le à nouveau.
roster-no-name = Aucun événement ne peut porter le nom du fichier. Donnez au fichier un nom avec des lettres.
roster-withdraw-refused =
    { $count ->
        [one] { $count } billet serait retiré. Indiquez ce nombre ci-dessous, et que cela peut dépasser 5 % là où c’est demandé.
       *[other] { $count } billets seraient retirés. Indiquez ce nombre ci-dessous, et que cela peut dépasser 5 % là où c’est demandé.
    }
preview = Aperçu
preview-title = Ce que { $file } changerait
preview-text = Rien n’a encore été changé.
preview-apply = Prendre le fichier
preview-gone = Le fichier n’est plus là : il a été pris, ou a attendu plus d’une demi-heure.
preview-same = Le fichier ne change rien : tout y est déjà.
preview-plan = Changements du programme et des portes
preview-roster = Changements des listes
preview-notes = Bon à savoir
preview-events-removed = Des événements seraient retirés. Leurs billets et enregistrements restent, mais plus aucune porte ne les accepte.
preview-sessions-removed = Les sessions qui ne sont pas dans le fichier s’affichent comme annulées jusqu’à leur fin prévue.
preview-founds = Il n’y a pas de programme : un événement est créé pour cette liste, avec une porte.
preview-ignored = Colonnes laissées de côté : { $columns }
what = Quoi
added = Nouveau
changed = Modifié
removed = Retiré
unchanged = Comme avant
absent = Pas dans le fichier
and-more =
    { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
noun-edition = Édition
noun-venues = Lieux
noun-sessions = Sessions
noun-speakers = Intervenant·es
noun-tracks = Thèmes
withdraw-text =
    { $count ->
        [one] { $count } billet connu n’est pas dans le fichier. Il serait retiré, et les portes le refuseraient.
       *[other] { $count } billets connus ne sont pas dans le fichier. Ils seraient retirés, et les portes les refuseraient.
    }
withdraw-number = Combien de billets retirer
withdraw-hint = Tapez le nombre ci-dessus, pour être sûr que vous l’avez vu.
withdraw-much = C’est plus de 5 % des billets d’un événement, et c’est juste
vanish-text =
    { $count ->
        [one] { $count } session n’est plus dans le fichier, soit plus de 5 %. Est-ce bien tout le programme ?
       *[other] { $count } sessions ne sont plus dans le fichier, soit plus de 5 %. Est-ce bien tout le programme ?
    }
vanish-number = Combien de sessions peuvent disparaître
vanish-refused =
    { $count ->
        [one] { $count } session disparaîtrait. Indiquez ce nombre ci-dessous, si le fichier est juste.
       *[other] { $count } sessions disparaîtraient. Indiquez ce nombre ci-dessous, si le fichier est juste.
    }

## Exports

exports-text = Chaque entrée qui compte, et chaque double entrée, en tableau.
format = Format
format-xlsx = Classeur (.xlsx)
format-csv = Tableau (.csv)
format-json = Pour des programmes (.json)
export = Exporter
exports-personal = Le fichier contient des noms de personnes. Ne le gardez que le temps nécessaire.

## Mis de côté

aside-text = Des enregistrements venus d’appareils et qui ne sont pas comptés. Ils sont gardés tels quels, pour que quelqu’un puisse les examiner.
aside-none = Rien n’a été mis de côté.
aside-caption = Enregistrements mis de côté, les plus récents d’abord
record = Enregistrement
received = Reçu
why = Pourquoi
record-text = Ce qu’il dit
aside-forked = Deux machines écrivent comme une seule
aside-unreadable = Il ne peut pas être lu
aside-after-revocation = Il est venu après la révocation de l’appareil
aside-other-kind = Une répétition parmi du réel, ou l’inverse
aside-other-event = D’un événement qui n’est pas celui de l’appareil
aside-hub-only = Il dit ce que seul le hub décide
aside-other = Une version plus récente le sait
aside-counted =
    { $count ->
        [0] Il ne restait rien qui puisse compter.
        [one] { $count } enregistrement compte maintenant.
       *[other] { $count } enregistrements comptent maintenant.
    }
aside-late = D’appareils révoqués
aside-late-text = Ils sont venus après la révocation de l’appareil. Quand vous savez entre quelles mains il était, vous pouvez les faire compter.
aside-foreign = D’autres événements
aside-foreign-text = Ils font entrer des billets, ou l’annulent, à des événements qui ne sont pas ceux de l’appareil. Si ses événements ont changé pendant qu’il était sans réseau, vous pouvez les faire compter.
aside-accept = Les faire compter
aside-each = Chaque enregistrement
records = Enregistrements
accept-title =
    { $count ->
        [one] Faire compter { $count } enregistrement de { $name } ?
       *[other] Faire compter { $count } enregistrements de { $name } ?
    }
accept-whose = Ils sont venus après la révocation de l’appareil : quelqu’un d’autre a pu les faire. Faites-les compter seulement si vous savez qui l’avait.
accept-foreign = Ils concernent des événements qui ne sont pas ceux de l’appareil. Si vous avez changé ses événements pendant qu’il était sans réseau, ils sont justes ; sinon, quelqu’un a pu les inventer.
accept-revoked = L’appareil est révoqué : qui l’a en main a pu les faire.
accept-count = Ils comptent comme s’ils étaient venus à temps : dans les présences et, là où un billet est entré deux fois, parmi les doubles entrées.
accept-later = Ce que l’appareil envoie ensuite est à nouveau mis de côté.
accept-stays = On ne peut pas revenir en arrière.
accept-yes = Les faire compter

## À propos de ce hub

fingerprint-hint = Une borne affiche la même empreinte quand elle a été inscrite auprès de ce hub et d’aucun autre.
data = Données
data-real = Réelles
data-rehearsal = D’une répétition
store = Base
backup = Sauvegarde
backup-text = Une copie de tout, faite pendant que le hub tourne. Gardez-la ailleurs que sur le disque de cette machine. Sur la machine du hub :
administrators = Administration
administrators-text = Une personne de plus s’ajoute sur la machine du hub :
since = depuis
wrong-passwords =
    { $count ->
        [0] Aucun mot de passe erroné n’a été essayé ces dernières 24 heures.
        [one] { $count } mot de passe erroné a été essayé ces dernières 24 heures.
       *[other] { $count } mots de passe erronés ont été essayés ces dernières 24 heures.
    }

## Quand quelque chose ne marche pas

failure-missing = Cette page n’existe pas
failure-missing-text = Elle a peut-être été déplacée, ou ce dont elle parlait n’est plus là.
failure-foreign = Le formulaire n’a pas été pris
failure-foreign-text = Il ne venait pas d’une page de cette connexion. Ouvrez la page à nouveau, et refaites ce que vous avez fait. Rien n’a été changé.
failure-form = Le formulaire ne peut pas être lu
failure-form-text = Ouvrez la page à nouveau, et refaites ce que vous avez fait. Rien n’a été changé.
failure-too-large = Le fichier est trop grand
failure-too-large-text = Au plus 100 Mo sont pris. Rien n’a été changé.
failure-refused = Cela n’a pas été fait
failure-refused-text = Le hub dit pourquoi :
failure-busy = Le hub a trop à faire en ce moment
failure-busy-text = Attendez quelques secondes, puis ouvrez la page à nouveau. Si vous envoyiez quelque chose, regardez d’abord si cela a été pris.
failure-store = Cela ne marche pas pour le moment
failure-store-text = Le hub ne peut pas utiliser sa base pour le moment. Réessayez dans une minute ; si cela dure, qui tient le hub en trouve la raison dans son journal.
