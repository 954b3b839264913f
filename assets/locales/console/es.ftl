### La consola de un hub para la organización, en español: páginas para quien organiza un evento,
### en una mesa o en el móvil. Sencillo y breve. Cuando algo no se puede deshacer, se dice lo que
### pasa, nunca que es grave. Lo que está entre llaves se conserva. Las explicaciones, en en.ftl.

## Todas las páginas

skip-to-content = Ir al contenido
pages = Páginas
languages = Idioma
overview = Vista general
the-day = La jornada
announcements = Avisos
screens = Pantallas
doubles = Admisiones dobles
devices = Dispositivos
files = Archivos
exports = Exportaciones
aside = Registros apartados
about = Acerca de este hub
account = Su cuenta
sign-out = Cerrar sesión
cancel = Cancelar
save = Guardar
show = Mostrar
as-of = Situación a las { $time }
refresh = Actualizar
pause = Pausar
rehearsal = Esto es un ensayo: aquí nada cuenta.
back-to-overview = A la vista general

## Inicio de sesión

sign-in = Iniciar sesión
sign-in-to = En la consola de { $hub }
sign-in-nobody = Todavía nadie puede iniciar sesión. Cree la primera cuenta en la propia máquina del hub:
sign-in-ended = Su sesión se ha cerrado. Esto pasa tras una hora sin uso, y tras doce horas.
sign-in-wrong = El nombre o la contraseña no son correctos.
sign-in-slow = Se han probado demasiadas contraseñas erróneas. Espere un cuarto de hora y pruebe otra vez.
name = Nombre
password = Contraseña
signed-in-as = Ha iniciado sesión como { $name }.
password-change = Cambiar la contraseña
password-old = Su contraseña actual
password-new = La contraseña nueva
password-again = La contraseña nueva otra vez
password-least = Una contraseña tiene al menos { $count } caracteres. Una frase es fácil de recordar.
password-changed = La contraseña se ha cambiado. Sus sesiones en otras máquinas se han cerrado.
password-differs = Las dos contraseñas nuevas no son iguales.
password-old-wrong = Su contraseña actual no es correcta.
password-not-taken = Esta contraseña no se puede usar. Elija otra.

## Vista general y eventos

events = Eventos
event = Evento
events-all = Todos los eventos
events-caption = Cada evento en cifras
events-none = Todavía no hay programa.
events-none-files = Subir un archivo de programa
days = Días
day = Día
all-days = Todos los días
tickets = Entradas
admitted = Han entrado
inside = Dentro ahora
devices-glance = Los dispositivos de un vistazo
devices-enrolled =
    { $count ->
        [0] Todavía no hay ningún dispositivo inscrito
        [one] { $count } dispositivo está inscrito
       *[other] { $count } dispositivos están inscritos
    }
devices-well = Todos acaban de dar señal, y lo han enviado todo.
doubles-look = Revisar las admisiones dobles
export-this = Exportar la asistencia de este evento
by-place = Por lugar y día
by-place-caption = Admisiones por lugar y día
place = Lugar
whole-event = Todo el evento
by-session = Por sesión
by-session-caption = Admisiones por sesión
session = Sesión
begins = Comienzo
by-gate = Por acceso y día
by-gate-caption = Primeras admisiones por acceso y día
by-gate-hint = Los días y las horas son los de { $zone }. Una entrada cuenta una vez por lugar y día, o por sesión.
gate = Acceso
gates-all = Todos los accesos
arrivals = Llegadas
arrivals-caption = Llegadas por cuarto de hora
arrivals-said =
    { $count ->
        [one] El cuarto de hora con más llegadas empezó a las { $time }: { $count } persona. La tabla de abajo tiene todos los números.
       *[other] El cuarto de hora con más llegadas empezó a las { $time }: { $count } personas. La tabla de abajo tiene todos los números.
    }
arrivals-none = Todavía no ha entrado nadie.
arrivals-none-here = Nadie entró ese día por ese acceso.
as-table = Lo mismo en una tabla
quarter = A partir de las
came = Llegadas

## La jornada y los avisos

day-to-come = Ahora y a continuación
day-none = No quedan sesiones ese día.
day-over =
    { $count ->
        [one] { $count } sesión terminada
       *[other] { $count } sesiones terminadas
    }
day-say = Avisar
day-said = Dicho. Las pantallas lo muestran en cuanto sus quioscos lo saben.
day-said-at = Dicho a las { $time }
day-planned = en lugar de
day-no-room = Sin sala
day-on = Ahora
mark-cancelled = Cancelada
mark-moved = Cambiada
mark-late = { $count } min de retraso
mark-full = Completa
mark-added = Añadida
day-late = Empieza más tarde
day-minutes = { $count } min
day-late-by = Minutos
day-say-late = Avisar del retraso
day-room = Sala
day-unchanged = Como está
day-start = Empieza a las
day-say-moved = Cambiar
day-full = Completa
day-cancelled = Cancelada
day-as-planned = De nuevo como estaba previsto
day-not-added = Retirar la sesión añadida
day-add = Añadir una sesión
day-add-yes = Añadir
day-added = La sesión se ha añadido. Las pantallas la muestran en cuanto sus quioscos lo saben.
day-title = Título
day-online-only = Solo en línea
day-language = Idioma hablado
day-language-none = Sin indicar
ends = Fin
say-times = Esto no encaja: algo empieza antes de acabar, no ha acabado ya y se retrasa como mucho { $count } horas. No se ha dicho nada.
say-words = Escriba al menos una palabra, y como mucho 300 caracteres por idioma. No se ha dicho nada.
say-gone = El programa ha cambiado mientras tanto. Mírelo de nuevo; no se ha dicho nada.
venue = Lugar
all-venues = Todos los lugares
choose = Elegir
from = Desde
until = Hasta
times-of = Las horas son las de { $zone }.
announce = Anunciar algo
announce-yes = Anunciar
announced = Anunciado. Las pantallas lo muestran en cuanto sus quioscos lo saben.
announcements-to-come = En las pantallas, y a continuación
announcements-none = No hay nada anunciado.
announcement-words = Texto
announcement-at-once = Déjelo vacío para que sea de inmediato.
announcement-on = En pantalla
announcement-later = A continuación
announcement-withdraw = Retirar
announcement-withdrawn = Se ha retirado. Deja las pantallas en cuanto sus quioscos lo saben.
said-here = Dicho desde este hub
said-by = Dicho desde { $name }
emergency = Emergencia
emergency-on = Emergencia en todas las pantallas
emergency-since = Desde
emergency-title = Ocupar todas las pantallas
emergency-text = Todas las pantallas del lugar muestran esta emergencia y nada más, de inmediato y hasta que usted la termine. Los accesos también la muestran y, mientras tanto, no dejan entrar a nadie.
emergency-words = Texto para las pantallas; no es necesario
emergency-check = Ver qué mostrarían las pantallas
emergency-sure = ¿Mostrar esto en todas las pantallas?
emergency-wordless = Sin texto: las pantallas dicen que hay una emergencia y que se siga al equipo.
emergency-sure-all = Todas las pantallas de este lugar lo muestran, en vez de todo lo demás.
emergency-sure-until = Sigue hasta que alguien la termine, aquí o en un quiosco del evento.
emergency-yes = Ocupar todas las pantallas
emergency-taken-over = Las pantallas se ocupan en cuanto sus quioscos lo saben. Los quioscos sin red no muestran nada: avise a alguien allí.
emergency-end = Terminar la emergencia
emergency-end-text = Las pantallas vuelven a mostrar sus programas.
emergency-end-yes = Ha terminado
emergency-ended = La emergencia ha terminado. Las pantallas muestran sus programas en cuanto sus quioscos lo saben.
emergency-shown = { $shown } de { $count } pantallas la muestran
emergency-not-shown = Estas no, que se sepa:
emergency-not-here = Muestra otra cosa
emergency-no-screens = Ningún quiosco informa de pantallas en este lugar.

## Pantallas

screens-none = Ningún quiosco informa aún de sus pantallas. Lo hacen por sí mismos en cuanto tienen conexión.
screens-all = Todas las pantallas
screens-no-venue = Sin lugar
screens-fine =
    { $count ->
        [one] { $count } pantalla está como debe
       *[other] { $count } pantallas están como deben
    }
screens-wrong =
    { $count ->
        [one] { $count } pantalla no está como debe
       *[other] { $count } pantallas no están como deben
    }
screens-silent =
    { $count ->
        [one] Sin señal de { $count } pantalla
       *[other] Sin señal de { $count } pantallas
    }
screen-fine = Como debe estar
screen-wrong = No está como debe
screen-silent = Sin señal
screen-dark = Apagada hasta las { $time }
screen-silent-page = Su quiosco responde, pero la pantalla ya no dice nada: puede estar parada. Vaya a verla; reiniciar el quiosco suele bastar.
screen-look = Ver de cerca
screen-shows = Muestra
screen-door = La entrada
screen-lobby = El vestíbulo
screen-room = Sala
screen-week = La semana
screen-online = En línea
screen-programme = El programa táctil
screen-size = Tamaño
screen-language = Idioma
screen-lists = Listas
screen-in-emergency = Muestra una
screen-lacks = Le falta algo.
screen-twice = Algo aparece dos veces.
screen-stray = Hay algo de más.
screen-other-words = Algo se llama de otro modo que debería.
screen-not-struck = Lo que estaba previsto no está tachado.
screen-no-mark = Falta la marca de un cambio.
screen-cut = Un texto está cortado: elija otro tablero o una pantalla mayor.
screen-no-emergency = Faltan las palabras de una emergencia.
screen-nothing = El programa no tiene esa sala ni ese lugar: elija otro tablero en el quiosco.
screen-other = Muestra algo distinto de lo elegido.
screen-closed = La entrada está cerrada: nadie puede registrarse.
screen-camera = La cámara no se puede usar.
screen-unknown = Un quiosco más nuevo dice:
picture = Imagen
picture-ask = Pedir una imagen
picture-again = Pedir otra imagen
picture-awaited = Pedida. Llega con la próxima ronda del quiosco, en menos de medio minuto donde hay red.
picture-did-not-come = No llegó ninguna imagen en dos minutos. Mire de cuándo es la última señal y pídala otra vez.
picture-of = Lo que mostró { $screen }
picture-boards-alone = De una entrada no se toma ninguna imagen: allí se ve a personas.
picture-not-programme = Del programa táctil no se toma ninguna imagen: mostraría lo que lee un visitante.
picture-kept = La última imagen se guarda una hora, y la ve quien ha entrado aquí.

## Admisiones dobles

doubles-text = Estas entradas se admitieron dos veces donde lo correcto es una, en accesos que no lo supieron a tiempo el uno del otro. Pregunte en los accesos: ¿eran dos personas, o la misma escaneada otra vez?
doubles-none = Ninguna entrada se admitió dos veces.
doubles-all = Todos los eventos
doubles-more = Solo se muestran las { $count } más recientes.
ticket = Entrada
who = De quién es la entrada
who-unknown = La lista no tiene ningún nombre para ella.
passage-first = La primera, que cuenta:
passage-again = Otra vez:
undo = Deshacer esta
undone = La admisión se ha deshecho. Los accesos lo sabrán en cuanto estén conectados.
undo-title = ¿Deshacer esta admisión?
undo-first = Ya no cuenta. En su lugar cuenta la otra admisión de esta entrada.
undo-again = Ya no cuenta. La primera admisión de esta entrada queda como está.
undo-kept = Su registro se conserva, y al lado queda anotado que fue un error.
undo-yes = Deshacer la admisión
when = Cuándo
device = Dispositivo

## Dispositivos

devices-none = Todavía no hay ningún dispositivo inscrito.
device-new = Inscribir un dispositivo
device-new-text = Un código deja entrar a un dispositivo, una sola vez, en los diez minutos siguientes.
device-name = Nombre
device-name-hint = Como se le llama, por ejemplo «Acceso 1».
device-name-wrong = Un nombre tiene entre 1 y { $count } letras.
device-events = Eventos sobre los que decide
device-events-missing = Elija al menos un evento.
device-plan-changed = El programa ha cambiado mientras tanto. Elija otra vez los eventos y el acceso.
device-no-programme = Todavía no hay programa. Suba antes un archivo de programa.
gate-first = Acceso
gate-hint = Donde está al principio. Alguien del equipo puede cambiarlo en el dispositivo.
gate-later = Lo elige quien lo instale
device-make-code = Crear un código
device-change = Modificar
device-change-title = Modificar { $name }
device-change-text = El dispositivo se entera en cuanto está conectado. Las listas de los eventos que pierde se borran de él.
device-changed-done = El cambio está declarado. El dispositivo se entera en cuanto está conectado.
device-revoke = Revocar
device-revoked = Revocado
device-revoked-done = El dispositivo se ha revocado. Se entera en cuanto está conectado.
device-well = Todo bien
device-never-seen = Todavía sin señal
device-silent = Sin señal desde hace tiempo
device-ahead =
    { $count ->
        [one] Su reloj va { $count } minuto adelantado
       *[other] Su reloj va { $count } minutos adelantado
    }
device-behind =
    { $count ->
        [one] Su reloj va { $count } minuto atrasado
       *[other] Su reloj va { $count } minutos atrasado
    }
device-unsent =
    { $count ->
        [one] { $count } registro aún sin enviar
       *[other] { $count } registros aún sin enviar
    }
device-forked = Su historial va por dos caminos
seen = Última señal
ago-now = ahora mismo
ago-minutes =
    { $count ->
        [one] hace { $count } minuto
       *[other] hace { $count } minutos
    }
ago-hours =
    { $count ->
        [one] hace { $count } hora
       *[other] hace { $count } horas
    }
ago-days =
    { $count ->
        [one] hace { $count } día
       *[other] hace { $count } días
    }
unsent = Aún sin enviar
version = Versión
fingerprint = Huella
revoke-title = ¿Revocar { $name }?
revoke-roster = El dispositivo cierra su acceso y olvida sus listas en cuanto se entera.
revoke-records = Lo que ha registrado y aún no ha enviado se conserva en él, sellado para que solo este hub pueda leerlo.
revoke-late = Los registros que lleguen de él después se apartan, salvo que continúen lo que ya se conoce de él.
revoke-again = Se puede volver a inscribir con un código nuevo.
revoke-unsent =
    { $count ->
        [one] Cuando dio señal por última vez, tenía { $count } registro aún sin enviar.
       *[other] Cuando dio señal por última vez, tenía { $count } registros aún sin enviar.
    }
revoke-yes = Revocar el dispositivo
offer-title = Un código para { $name }
offer-step-open = En el quiosco, abra los ajustes con «Equipo» y elija la plataforma central.
offer-step-show = Muestre este código a su cámara, o escriba la dirección y el código.
offer-step-type = Escriba la dirección del hub y este código.
offer-qr = Código QR con la dirección del hub y el código
offer-waiting = A la espera del dispositivo
offer-until = El código vale hasta las { $time }.
offer-used = El dispositivo ha llegado. Está inscrito, y está recibiendo sus datos.
offer-over = El código es demasiado antiguo, y ya no deja entrar a nadie.
offer-elsewhere = El código solo se muestra en el navegador en el que se creó.
offer-look = Ver si el dispositivo ha llegado
hub-address = Dirección
code = Código

## Quioscos sin red

by-stick = Quioscos sin red
by-stick-text = Una memoria USB lleva las listas a un quiosco así y trae aquí sus registros. Todo va sellado: quien encuentre la memoria no puede leer ningún nombre.
by-stick-write = En el quiosco: conecte una memoria, abra «Equipo», después «Por memoria USB», y elija «Escribir para la plataforma».
by-stick-give = Aquí: conecte la memoria y elija el archivo que empieza por «parvis» y termina en «.request».
by-stick-carry = Guarde la respuesta en la memoria y llévela de vuelta al quiosco.
by-stick-files = Archivos de la memoria
by-stick-files-hint = Puede subir varios a la vez, y también lo que un quiosco revocado había sellado (.age).
by-stick-read = Leer los archivos
by-stick-too-large = Son demasiados archivos: se aceptan a la vez como máximo 100, y juntos 100 MB. Elija solo los de los quioscos, unos pocos cada vez. No se ha cambiado nada.
by-stick-came = Lo que trajo la memoria
by-stick-more = Subir otros archivos
by-stick-gone = Esto ya no está aquí: las respuestas esperan media hora. Suba otra vez el archivo de la memoria; no se pierde nada, y nada cuenta dos veces.
by-stick-new = Un quiosco nuevo
by-stick-new-waits = Todavía no está inscrito
by-stick-enrolled = Ya está inscrito
by-stick-heard = Leído, y a salvo aquí
by-stick-revoked = Leído, pero este quiosco está revocado
by-stick-revoked-text = La respuesta no le da listas. Le dice que selle lo que aún tiene, que olvide sus listas y que cierre su acceso.
by-stick-again = Inscribirlo otra vez
by-stick-retired = Lo que había sellado se ha leído, y está a salvo aquí
by-stick-records-new = Nuevos aquí
by-stick-left-out =
    { $count ->
        [one] { $count } registro continúa otros que faltan aquí. El quiosco los envía todos cuando ha leído la respuesta: haga entonces que escriba otra vez.
       *[other] { $count } registros continúan otros que faltan aquí. El quiosco los envía todos cuando ha leído la respuesta: haga entonces que escriba otra vez.
    }
by-stick-save = Guardar la respuesta
by-stick-package = Una respuesta para un quiosco
by-stick-package-text = Aquí no hay nada que hacer con ella. Déjela en la memoria.
by-stick-not-taken = No se ha aceptado
by-stick-now = Qué hacer ahora
by-stick-now-save = Guarde cada respuesta en la propia memoria, en ninguna carpeta, en lugar de una anterior. Conserve su nombre:
by-stick-now-read = En el quiosco: conecte la memoria, abra «Por memoria USB» y elija «Leer lo que viene de ella».
by-stick-now-compare = Un quiosco nuevo pregunta si la huella de este hub es la correcta. Es esta:
by-stick-compare = Comparar e inscribir
by-stick-compare-text = El quiosco muestra su huella debajo de «Escribir para la plataforma». Compárela con esta, carácter por carácter:
by-stick-same = El quiosco muestra la misma
by-stick-differs = Si son distintas, el archivo es de otra máquina: no la inscriba.
by-stick-not-compared = Compare primero las huellas, y diga que son la misma.
by-stick-let-in = Inscribir este quiosco
by-stick-not-ours = No es un archivo de un quiosco. Elija el que empieza por «parvis» y termina en «.request».
by-stick-newer = Este archivo es de una versión más reciente. Actualice este hub y súbalo otra vez.
by-stick-damaged = El archivo está dañado: quizá se retiró la memoria demasiado pronto. Haga que el quiosco escriba otra vez.
by-stick-not-signed = El archivo no lo firmó el quiosco que nombra. Haga que el quiosco escriba otra vez; si se repite, no se fíe de la memoria.
by-stick-other-hub = El archivo es para otro hub, o para este antes de que se rehiciera. Súbalo en el hub al que pertenece el quiosco.
by-stick-other-kind = Uno de los dos es para ensayos: un quiosco de ensayo va con un hub de ensayo, y uno real con uno real.
by-stick-other-key = Otro quiosco está inscrito aquí con el mismo número. Inicie este con su propia carpeta de datos y haga que escriba otra vez.
by-stick-nobody = El archivo no dice de qué quiosco es, pues no hay nada registrado en él. No se pierde nada.
by-stick-unknown-sealed = Su quiosco no se conoce aquí. Súbalo en el hub al que pertenecía el quiosco.
by-stick-refused = El hub no acepta lo que contiene. Dice por qué:
by-stick-not-now = Ahora mismo no funciona. Lo que registró el quiosco está a salvo en él. Suba el archivo otra vez dentro de un minuto; si sigue así, quien gestiona el hub encuentra el motivo en su registro.

## Archivos

files-text = Antes de que se aplique un archivo, verá lo que cambiaría.
file = Archivo
file-missing = Elija antes un archivo.
file-refused = El archivo no se ha aplicado
file-refused-text = No se ha cambiado nada. Corrija el archivo y súbalo otra vez.
file-again = Subir otro archivo
programme = Programa
programme-hint = Un schedule.json, un calendario (.ics) o un programa de Parvis (.json). Sustituye al que hay; los eventos sin acceso reciben el habitual.
programme-look = Ver lo que cambia el programa
programme-taken = El programa se ha aplicado.
gates = Accesos
gates-hint = Un archivo de accesos (.toml). Sustituye a todos los accesos que hay.
gates-look = Ver lo que cambian los accesos
gates-taken = Los accesos se han aplicado.
roster = Lista
roster-hint = Una tabla (.csv o .xlsx) con el código de una entrada y un nombre en cada fila.
roster-look = Ver lo que cambia la lista
roster-taken = La lista se ha aplicado.
roster-event = Evento de las filas que no indican ninguno
roster-event-own = Lo que diga el archivo
roster-complete = Es la lista entera: retirar las entradas que no están en ella
roster-which-event = El archivo no dice para qué evento es. Elija uno de { $events } junto al archivo, y súbalo otra vez.
roster-no-name = Ningún evento puede llamarse como el archivo. Dé al archivo un nombre con letras.
roster-withdraw-refused =
    { $count ->
        [one] Se retiraría { $count } entrada. Indique ese número abajo, y que puede ser más del 5 % donde se pregunte.
       *[other] Se retirarían { $count } entradas. Indique ese número abajo, y que puede ser más del 5 % donde se pregunte.
    }
preview = Vista previa
preview-title = Lo que cambiaría { $file }
preview-text = Todavía no se ha cambiado nada.
preview-apply = Aplicar el archivo
preview-gone = El archivo ya no está aquí: se aplicó, o esperó más de media hora.
preview-same = El archivo no cambia nada: todo está ya aquí.
preview-plan = Cambios en el programa y los accesos
preview-roster = Cambios en las listas
preview-notes = Conviene saber
preview-events-removed = Se retirarían eventos. Sus entradas y registros se conservan, pero ya ningún acceso los admite.
preview-sessions-removed = Las sesiones que no están en el archivo se muestran como canceladas hasta su fin previsto.
preview-founds = No hay programa, así que se crea un evento para esta lista, con un acceso.
preview-ignored = Columnas que se dejan fuera: { $columns }
what = Qué
added = Nuevo
changed = Modificado
removed = Retirado
unchanged = Sin cambios
absent = Falta en el archivo
and-more =
    { $count ->
        [one] y { $count } más
       *[other] y { $count } más
    }
noun-edition = Edición
noun-venues = Lugares
noun-sessions = Sesiones
noun-speakers = Ponentes
noun-tracks = Temas
withdraw-text =
    { $count ->
        [one] { $count } entrada conocida no está en el archivo. Se retiraría, y los accesos la rechazarían.
       *[other] { $count } entradas conocidas no están en el archivo. Se retirarían, y los accesos las rechazarían.
    }
withdraw-number = Cuántas entradas hay que retirar
withdraw-hint = Escriba el número de arriba, para que conste que lo ha visto.
withdraw-much = Es más del 5 % de las entradas de un evento, y es correcto
vanish-text =
    { $count ->
        [one] { $count } sesión ya no está en el archivo, más del 5 %. ¿Es el programa entero?
       *[other] { $count } sesiones ya no están en el archivo, más del 5 %. ¿Es el programa entero?
    }
vanish-number = Cuántas sesiones pueden desaparecer
vanish-refused =
    { $count ->
        [one] Desaparecería { $count } sesión. Indique ese número abajo, si el archivo es correcto.
       *[other] Desaparecerían { $count } sesiones. Indique ese número abajo, si el archivo es correcto.
    }

## Exportaciones

exports-text = Cada admisión que cuenta, y cada admisión doble, en una tabla.
format = Formato
format-xlsx = Hoja de cálculo (.xlsx)
format-csv = Tabla (.csv)
format-json = Para otras aplicaciones (.json)
export = Exportar
exports-personal = El archivo contiene nombres de personas. Guárdelo solo el tiempo necesario.

## Registros apartados

aside-text = Registros que llegaron de dispositivos y que no se cuentan. Se conservan tal como son, para que alguien pueda examinarlos.
aside-none = No se ha apartado nada.
aside-caption = Registros apartados, los más recientes primero
record = Registro
received = Recibido
why = Por qué
record-text = Lo que dice
aside-forked = Dos máquinas escriben como si fueran una
aside-unreadable = No se puede leer
aside-after-revocation = Llegó después de revocar el dispositivo
aside-other-kind = De un ensayo entre los reales, o al revés
aside-other-event = De un evento que no es del dispositivo
aside-hub-only = Dice lo que solo decide el hub
aside-other = Lo sabe una versión más reciente
aside-counted =
    { $count ->
        [0] No quedaba nada que pudiera contar.
        [one] { $count } registro cuenta ahora.
       *[other] { $count } registros cuentan ahora.
    }
aside-late = De dispositivos revocados
aside-late-text = Llegaron después de revocar el dispositivo. Cuando sepa en qué manos estaba, puede hacer que cuenten.
aside-foreign = De otros eventos
aside-foreign-text = Admiten entradas, o anulan su admisión, en eventos que no son del dispositivo. Si sus eventos se cambiaron mientras no tenía red, puede hacer que cuenten.
aside-accept = Hacer que cuenten
aside-each = Cada registro
records = Registros
accept-title =
    { $count ->
        [one] ¿Hacer que cuente { $count } registro de { $name }?
       *[other] ¿Hacer que cuenten { $count } registros de { $name }?
    }
accept-whose = Llegaron después de revocar el dispositivo, así que pudo hacerlos otra persona. Haga que cuenten solo si sabe quién lo tenía.
accept-foreign = Son de eventos que no son del dispositivo. Si cambió sus eventos mientras no tenía red, son correctos; si no, alguien pudo inventarlos.
accept-revoked = El dispositivo está revocado: quien lo tiene pudo hacerlos.
accept-count = Cuentan como si hubieran llegado a tiempo: en la asistencia y, donde una entrada pasó dos veces, entre las admisiones dobles.
accept-later = Lo que el dispositivo envíe después se aparta otra vez.
accept-stays = No se puede deshacer.
accept-yes = Hacer que cuenten

## Acerca de este hub

fingerprint-hint = Un quiosco muestra la misma huella cuando se ha inscrito en este hub y en ningún otro.
data = Datos
data-real = Reales
data-rehearsal = De un ensayo
store = Base de datos
backup = Copia de seguridad
backup-text = Una copia de todo, hecha mientras el hub está en marcha. Guárdela fuera del disco de esta máquina. En la propia máquina del hub:
administrators = Administración
administrators-text = Se añade a otra persona en la propia máquina del hub:
since = desde
wrong-passwords =
    { $count ->
        [0] En las últimas 24 horas no se ha probado ninguna contraseña errónea.
        [one] En las últimas 24 horas se ha probado { $count } contraseña errónea.
       *[other] En las últimas 24 horas se han probado { $count } contraseñas erróneas.
    }

## Cuando algo no funciona

failure-missing = Esta página no existe
failure-missing-text = Quizá se haya movido, o ya no exista aquello de lo que trataba.
failure-foreign = El formulario no se ha aceptado
failure-foreign-text = No venía de una página de este inicio de sesión. Abra la página otra vez y repita lo que hizo. No se ha cambiado nada.
failure-form = El formulario no se puede leer
failure-form-text = Abra la página otra vez y repita lo que hizo. No se ha cambiado nada.
failure-too-large = El archivo es demasiado grande
failure-too-large-text = Se aceptan como máximo 100 MB. No se ha cambiado nada.
failure-refused = Esto no se ha hecho
failure-refused-text = El hub dice por qué:
failure-busy = El hub tiene demasiado que hacer en este momento
failure-busy-text = Espere unos segundos y abra la página otra vez. Si estaba enviando algo, mire primero si se ha aceptado.
failure-store = Esto no funciona en este momento
failure-store-text = El hub no puede usar su base de datos por ahora. Pruebe otra vez dentro de un minuto; si sigue así, quien lleva el hub encontrará el motivo en su registro de actividad.
