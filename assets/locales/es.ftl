### Parvis en español: todas las palabras que muestra el quiosco.
###
### Para quien traduce: palabras que se leen a varios metros, haciendo cola. Breves, cálidas,
### sencillas. Nunca culpar; decir qué sería lo correcto. Lo que está entre llaves, como { $name },
### se conserva, en el lugar que pida la lengua. Las explicaciones de cada mensaje están en en.ftl.

## La entrada, a la espera de una entrada

door-how = Muestra a la cámara el código QR de tu entrada
door-how-detail = En el móvil o en papel, a un palmo de distancia
door-how-no-camera = Escribe el código de tu entrada
door-how-no-camera-detail = O acerca tu entrada al lector de mano
camera-picture = Lo que ve la cámara
camera-starting = La cámara se está despertando…
camera-missing = Hoy no hay cámara aquí
camera-busy = La cámara está ocupada
camera-forbidden = La cámara está desactivada aquí
camera-lost = La cámara se ha parado
camera-instead = Escribir el código funciona igual de bien.
type-code = Escribir código
call-someone = Necesito ayuda
languages = Idioma
clock = Hora local

## Las sesiones del día

sessions-today = Hoy
sessions-none = Hoy no hay más sesiones
session-now = Ahora
session-cancelled = Cancelada
session-online = También en línea
session-moved = Cambiada
session-late = { $minutes } min de retraso
session-full = Completa
session-added = Añadida
session-planned = previsto:
page = { $page } de { $pages }
page-previous = Sesiones anteriores
page-next = Sesiones siguientes

## Escribir un código

typed-title = Escribe el código de tu entrada
typed-code = Tu código
typed-where = Está debajo del código QR.
keyboard-rows = QWERTYUIOP ASDFGHJKL ZXCVBNM
key-backspace = Borrar
key-done = Listo
close = Cerrar

## Una persona que ayuda

help-title = Habla con alguien del equipo
help-text = Te ayudará. También puedes escribir el código de tu entrada.
more-time = Más tiempo
seconds-left =
    { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }

## Vuelta al inicio

idle-warning = ¿Sigues ahí? Esta pantalla vuelve al inicio en
idle-stay = Sigo aquí

## Se arrastra la imagen de una entrada sobre la ventana

drop-here = Suelta aquí la imagen de tu entrada

## El acceso está cerrado

closed-title = Cerrado por ahora
closed-advice = Habla con alguien del equipo
closed-disk-full = Este quiosco ya no tiene espacio para registrar accesos.
closed-cannot-record = Este quiosco no puede registrar accesos en este momento.
closed-no-gate = Este quiosco todavía no tiene un acceso asignado.
closed-filling-title = Abre enseguida
closed-filling-advice = Las listas de asistentes están llegando
closed-filling = Esta puerta se abre sola en cuanto lleguen.
closed-revoked-title = Fuera de servicio
closed-revoked-advice = Usa otra puerta
closed-revoked = Para volver a usarlo, el equipo lo une de nuevo en los ajustes.

## Ensayos

rehearsal = Ensayo
rehearsal-detail = Aquí nada cuenta
samples-open = Probar una entrada
samples-title = Entradas de prueba
samples-text = Elige una: el quiosco decide como si se hubiera mostrado a la cámara.
samples-here = Estás aquí
board-open = Abrir la pantalla del vestíbulo

## Lo que no ha funcionado

hint-no-code = En esta imagen no hay ningún código
hint-not-a-picture = Este archivo no es una imagen
hint-picture-damaged = Esta imagen está dañada
hint-picture-too-large = Esta imagen es demasiado grande
hint-several-codes = Un solo código a la vez, por favor
hint-too-short = Este código tiene más letras y cifras

## Veredictos

verdict-admitted = Adelante
verdict-left = Hasta pronto
verdict-already-in = Ya registrada
verdict-not-in = Aún sin registrar
verdict-other-day = Otro día
verdict-other-venue = Otro lugar
verdict-other-session = Otra sesión
verdict-too-early = Aún no está abierto
verdict-too-late = Acceso cerrado
verdict-unpaid = Pago pendiente
verdict-cancelled = Entrada cancelada
verdict-revoked = Ya no es válida
verdict-full = Completo
verdict-ambiguous = ¿Qué evento?
verdict-unknown = Código desconocido
verdict-answers-needed = Antes, una pregunta
verdict-hello = Hola, { $person }
verdict-bye = Hasta pronto, { $person }
verdict-next-booked = Tu próxima sesión
verdict-next = A continuación
verdict-running-booked = Tu sesión ha empezado
verdict-running = En curso
verdict-online = En línea
verdict-close = Toca para cerrar

## Consejos

advice-welcome = ¡Que tengas un buen día!
advice-again = ¡Hola de nuevo! Tu último acceso fue a las { $time }.
advice-over-capacity = Hay mucha gente: busca un sitio libre.
advice-already-in = Esta entrada ya se usó a las { $time } ({ $gate }). ¿Es la tuya? Habla con alguien del equipo.
advice-not-in = Esta entrada no se ha usado hoy, así que no hay salida que registrar.
advice-other-day = Esta entrada es para { $event }, { $days }.
advice-other-venue = Esta entrada es para { $event } en { $city }, { $days }.
advice-other-event = Esta entrada es para { $event }, { $days }.
advice-other-gate = Tu acceso: { $gates }.
advice-online = Esta entrada es para seguir { $event } en línea.
advice-other-session = Tu plaza es para { $sessions }.
advice-no-session = Para esta sesión hace falta una plaza reservada. En recepción te ayudan.
advice-too-early = Puedes entrar a partir de las { $time }.
advice-too-late = El acceso terminó a las { $time }. Habla con alguien del equipo.
advice-unpaid = El pago aún no nos ha llegado. En recepción lo resuelven.
advice-cancelled = Esta entrada se devolvió. En recepción te ayudan.
advice-revoked = Quizá tengas una entrada más reciente en tu correo. En recepción te ayudan.
advice-answers-needed = La organización necesita una respuesta breve. Pasa por recepción.
advice-full =
    { $seats ->
        [one] La única plaza está ocupada. Alguien del equipo te dirá qué más hay.
       *[other] Las { $seats } plazas están ocupadas. Alguien del equipo te dirá qué más hay.
    }
advice-ambiguous = Este código vale para { $events }. Dile a alguien del equipo cuál eliges.
advice-unknown = ¿Es el código de este evento? Alguien del equipo te ayudará.
advice-left = Gracias por venir. ¡Buen viaje de vuelta!

## Entradas de prueba

sample-admitted = puede pasar
sample-over-capacity = llega cuando hay mucha gente
sample-left = se marcha
sample-already-in = ya ha entrado
sample-not-in = quiere salir, pero no entró
sample-other-day = tiene entrada para otro día
sample-other-venue = tiene entrada para otra ciudad
sample-other-session = tiene plaza en otra sesión
sample-too-early = llega pronto
sample-too-late = llega tarde
sample-unpaid = aún no ha pagado
sample-cancelled = devolvió la entrada
sample-revoked = tiene una entrada más reciente
sample-full = encuentra todas las plazas ocupadas
sample-ambiguous = tiene un código para dos eventos
sample-unknown = tiene un código que nadie conoce
sample-answers-needed = tiene una pregunta por responder

## La pantalla del vestíbulo

board-now = Ahora
board-next = Después
board-until = hasta las { $time }
board-free = Libre hasta las { $time }
board-nothing-next = Nada más por hoy
board-before = Empezamos a las { $time }
board-day-over = Eso es todo por hoy. Seguimos a las { $time }
board-over = Gracias por venir
board-empty = Hoy no hay sesiones
board-later = Más tarde
board-now-planned = Previsto ahora
board-moved-room = nueva sala: { $room }
board-moved-room-time = nueva sala: { $room }, { $time }
board-moved-time = nueva hora: { $time }
board-minutes-left = { $minutes ->
    [one] queda { $minutes } min
   *[other] quedan { $minutes } min
}
board-capacity = { $count ->
    [one] Una plaza
   *[other] { $count } plazas
}
board-seats = { $count ->
    [0] No quedan plazas
    [one] Queda una plaza
   *[other] Quedan { $count } plazas
}
board-seats-at-most = { $count ->
    [one] Queda como mucho una plaza
   *[other] Quedan como mucho { $count } plazas
}
board-instead = Aún hay sitio: { $room }, { $time }
board-spoken = En { $language }
board-at = a las { $time }
board-more = y { $count } más
board-online = En línea
board-online-next = La próxima emisión empieza a las { $time }
board-scan = Escanea para seguirla
board-no-address = Dirección por confirmar
board-partners = Con el apoyo de
board-as-of = Situación a las { $time }
board-no-news = Sin noticias desde las { $time }. Lo que ha cambiado desde entonces no se muestra.
board-clock-corrected = Hora de { $hub }
board-clock-wrong = El reloj de esta máquina no va bien: el programa se muestra por días
board-nothing = Por ahora no hay programa aquí
board-nothing-why = Esta pantalla está puesta en una sala o un lugar que no figura en el programa.
board-announcement = Aviso
board-emergency = Emergencia
board-emergency-follow = Sigue al personal.

## Horas y listas

time-on-day = { $time } del { $day }
two-days = { $first } y { $second }

## Para el equipo: un PIN y los ajustes que hay detrás

staff-open = Equipo
staff-pin-enter = Escribe tu PIN
staff-pin = PIN
staff-pin-digits = De 6 a 12 cifras
staff-digits =
    { $count ->
        [one] { $count } cifra
       *[other] { $count } cifras
    }
staff-pin-wrong = Nadie aquí tiene este PIN
staff-pin-wait = Demasiados PIN erróneos. Puedes volver a probar en
staff-unrecorded = Este quiosco no puede registrar nada en este momento. Prueba otra vez
staff-first-title = ¿Quién cuida de este quiosco?
staff-first-text = El primer PIN es el tuyo. Después puedes añadir a otras personas.
staff-new-title = Una persona más
staff-name = Nombre
staff-pin-new = PIN nuevo: de 6 a 12 cifras
staff-pin-again = El mismo PIN otra vez
key-space = Espacio
staff-cancel = Cancelar
staff-settings = Ajustes
staff-door-waits = Nadie puede entrar mientras esto está abierto
hint-staff = Un momento: el equipo está ajustando este quiosco
staff-leave = Volver a la entrada
staff-kiosk = Este quiosco
staff-data = Datos
staff-data-real = Reales: los accesos cuentan
staff-device = Dispositivo
staff-version = Versión
staff-gate = El acceso donde está
staff-here = Aquí
staff-gate-other = Elegir otro acceso
staff-people = Quién puede abrir esto
staff-you = Tú
staff-add = Añadir a alguien
staff-remove = Quitar
staff-remove-ask = ¿Quitar a { $person }?
staff-keep = Conservar
staff-doubles = { $count ->
    [one] Ver una admisión doble
   *[other] Ver { $count } admisiones dobles
}
staff-platform = Plataforma central
staff-platform-none = Este quiosco trabaja solo.
staff-refused-no-name = Escribe un nombre
staff-refused-name = Elige un nombre más corto
staff-refused-name-taken = Ya hay alguien con este nombre
staff-refused-pin-length = Un PIN tiene de 6 a 12 cifras
staff-refused-pin-one-digit = Una sola cifra repetida se adivina enseguida. Elige otro PIN
staff-refused-pin-run = Las cifras seguidas se adivinan enseguida. Elige otro PIN
staff-refused-pin-pattern = Un patrón corto se adivina enseguida. Elige otro PIN
staff-refused-pin-taken = Este PIN no se puede usar. Elige otro
staff-refused-pin-differs = Los dos PIN no eran iguales. Escribe ambos otra vez
staff-refused-too-many = No se puede añadir a nadie más. Quita antes a alguien
staff-refused-last = La última persona no se puede quitar.
staff-refused-changed = La lista ha cambiado mientras tanto. Mírala otra vez

## En papel

sheet-title = Entradas para mostrar a la cámara

# La línea sobre la plataforma central
hub-safe = Todo está también a salvo en { $hub }.
hub-sending = { $count ->
    [one] Una lectura va de camino a { $hub }.
   *[other] { $count } lecturas van de camino a { $hub }.
}
hub-unreachable = Sin conexión con { $hub }.
hub-goes-on = El acceso continúa.
hub-only-here = { $count ->
    [one] Una lectura está a salvo solo en este quiosco, desde { $since }.
   *[other] { $count } lecturas están a salvo solo en este quiosco, desde { $since }.
}
hub-here-safe = Todas las lecturas de esta puerta están a salvo allí.
hub-lists-of = Listas de { $at }.
hub-clock-ahead-minutes = El reloj de esta máquina va { $count } minutos adelantado.
hub-clock-ahead-hours = El reloj de esta máquina va { $count } horas adelantado.
hub-clock-ahead-days = El reloj de esta máquina va { $count } días adelantado.
hub-clock-behind-minutes = El reloj de esta máquina va { $count } minutos atrasado.
hub-clock-behind-hours = El reloj de esta máquina va { $count } horas atrasado.
hub-clock-behind-days = El reloj de esta máquina va { $count } días atrasado.
hub-clock-used = El acceso sigue el reloj de { $hub }. Por favor, ponga este en hora.
hub-doubles = { $count ->
    [one] Una admisión doble por revisar.
   *[other] { $count } admisiones dobles por revisar.
}
hub-not-filled = Las listas de { $hub } están de camino.
hub-filling = Llegan las listas: { $percent } %
hub-other-answers = Otra cosa responde en lugar de la plataforma central. ¿Pide el wifi iniciar sesión?
hub-put-off = { $hub }, o algo en el camino, no puede responder en este momento. Este quiosco vuelve a intentarlo solo.
hub-busy = { $hub } está ocupado. Este quiosco vuelve a intentarlo solo.
hub-not-known = { $hub } ya no conoce este quiosco. Avise a la organización.
hub-other-kind = { $hub } y este quiosco no van juntos: uno de los dos es para ensayar. Avise a la organización.
hub-versions = { $hub } y este quiosco no se entienden. Avise a la organización: ¿están los dos al día?
hub-not-believed = Las respuestas de { $hub } no están firmadas como deben. Avise a la organización.
hub-disk = Este quiosco no puede guardar lo que envía { $hub }. ¿Está lleno su disco?
hub-revoked = { $hub } ha retirado este quiosco del servicio.
hub-sealed = { $count ->
    [one] Una lectura que no se envió se guarda aquí, sellada, para la organización.
   *[other] { $count } lecturas que no se enviaron se guardan aquí, selladas, para la organización.
}
hub-joined = Este quiosco pertenece ahora a { $hub }. Llegan las listas.

# Unir el quiosco a una plataforma central
staff-platform-join = Para unirlo: sostenga el código de inscripción ante la cámara, con esta página abierta, o escríbalo.
staff-platform-type = Escribir un código
join-title = Unir este quiosco
join-text = La consola de la organización muestra ambos junto al código QR de un quiosco nuevo.
join-line-address = Dirección
join-line-code = Código: 12 letras y cifras
join-asking = Un momento …
join-address = Eso aún no es una dirección. Ejemplo: hub.example o https://hub.example:8943
join-code-form = Un código tiene 12 letras y cifras. Compárelo con el suyo
join-code = Este código es incorrecto, ya se usó o tiene más de diez minutos. Pida uno nuevo
join-slow-down = Se han probado demasiados códigos incorrectos. Espere un minuto
join-no-such-host = { $address } no existe. ¿Está bien escrito y hay red?
join-no-answer = Nadie responde en { $address }. ¿Está bien escrito, con el número al final?
join-not-secure = { $address } responde, pero sin un certificado del que este quiosco pueda fiarse. Avise a la organización
join-certificate-time = El certificado de { $address } no es válido a la hora de este quiosco. ¿Va bien el reloj de esta máquina?
join-not-a-hub = Lo que responde en { $address } no es una plataforma central. ¿Está completa la dirección? ¿Pide el wifi iniciar sesión?
join-put-off = { $address }, o algo en el camino, no puede responder en este momento. Inténtelo de nuevo en un minuto
join-another-hub = Lo que responde en { $address } no creó este código. ¿Es correcta la dirección?
join-other-kind = La plataforma y este quiosco no van juntos: uno de los dos es para ensayar
join-unavailable = La plataforma no puede guardar nada en este momento. Inténtelo dentro de un minuto
join-versions = La plataforma y este quiosco no se entienden. ¿Están los dos al día?
join-own-list = Este quiosco tiene una lista propia para { $event }. Solo puede unirse un quiosco sin lista

# Por memoria USB, y por qué no funcionó.
staff-platform-stick = Por memoria USB
stick-title = Plataforma central por memoria USB
stick-text = Para un quiosco sin red: escriba, lleve la memoria al ordenador de la organización y lea lo que vuelve.
stick-none = Conecte una memoria USB. Aparece aquí por sí sola.
stick-which = ¿Qué memoria?
stick-write = Escribir para la plataforma
stick-take = Leer lo que viene de ella
stick-back = Volver a los ajustes
stick-working = Un momento. No retire la memoria.
stick-written = Escrito. La memoria puede ir al ordenador de la organización.
stick-own-fingerprint = Huella de este quiosco: { $fingerprint }. El ordenador de la organización muestra la misma antes de admitirlo.
stick-compare = Es el primer paquete de «{ $hub }». ¿Muestra el ordenador de la organización la misma huella?
stick-same = Sí, la misma
stick-differs = No, otra
stick-joined = Este quiosco pertenece ahora a { $hub } y ya tiene sus listas.
stick-lists-taken = Las listas nuevas ya están aquí.
stick-lists-same = Leído. No había nada nuevo en las listas.
stick-not-there = { $count ->
    [one] Aún no consta un escaneo en { $hub }. Escriba otra vez.
   *[other] Aún no constan { $count } escaneos en { $hub }. Escriba otra vez.
}
stick-gone = La memoria ya no está. Conéctela de nuevo.
stick-no-package = No hay nada para este quiosco en la memoria. Primero escriba y haga que la lea el ordenador de la organización.
stick-not-a-package = El archivo de la memoria no es un paquete, o es de una versión más nueva. ¿Están ambos al día?
stick-damaged = El paquete está dañado. Haga que lo escriban otra vez.
stick-other-kiosk = El paquete es para otro quiosco.
stick-not-signed = El paquete no está firmado como debería. No se ha tomado nada. Avise a la organización.
stick-other-hub = El paquete es de otra plataforma. Este quiosco pertenece a { $hub }.
stick-other-kind = La plataforma y este quiosco no van juntos: uno de los dos es para ensayos.
stick-other-edition = El paquete es de otra semana. No se ha tomado nada.
stick-older = El paquete es más antiguo que lo que sabe este quiosco. Haga que escriban uno nuevo.
stick-unconfirmed = Compare primero la huella de { $hub }.
stick-other-fingerprint = Entonces no se ha tomado nada. Avise a la organización: este paquete no es suyo.
stick-own-list = Este quiosco tiene una lista propia para { $event }. Solo uno que no la tenga puede unirse.
stick-unreadable = La memoria no se puede leer o escribir. ¿Está llena o bloqueada?
stick-not-sealed = Lo que es para la plataforma no se ha podido sellar. Avise a la organización.
stick-roster = Este quiosco no puede guardar lo que ha llegado. ¿Está lleno su disco?

# Tickets that came in twice, told to staff: who, and when and where each time.
doubles-title = Admisiones dobles
doubles-text = Entradas que se admitieron dos veces donde lo correcto es una, una de ellas aquí. ¿Eran dos personas, o la misma escaneada otra vez? La organización decide qué cuenta: cuéntele lo que sepa.
doubles-none = Ya no hay ninguna.
doubles-most = Solo se muestran las { $count } más recientes.
doubles-nobody = Una entrada que no está en ninguna lista de aquí
doubles-first = Primero: { $time } · { $gate }
doubles-again = Otra vez: { $time } · { $gate }

## El día, como lo cuenta el equipo: retrasos, cambios, avisos, emergencia

staff-day = El día
day-text = Lo que digas aquí aparece enseguida en todas las pantallas.
day-said = Dicho. Las pantallas lo muestran.
day-back = Volver al día
day-late = Más tarde de lo previsto
day-room = En otra sala
day-else = De otro modo
day-as-planned = Otra vez según lo previsto
day-announcements = Avisos
day-announcements-none = No hay avisos.
day-announce = Dar un aviso
day-take-back = Retirar
day-write-title = ¿Qué hay que anunciar?
day-write-text = En un idioma o en varios: se muestran por turnos.
day-for = Durante cuánto tiempo
day-minutes = { $minutes } min
day-announce-now = Anunciar ahora
day-emergency-text = Todas las pantallas de este lugar lo muestran, y nada más. El texto no es necesario.
day-emergency-now = Mostrar en todas las pantallas
day-emergency-on = Todas las pantallas muestran esta emergencia
day-emergency-end = Terminar la emergencia
day-emergency-ask = ¿Ha terminado la emergencia?
day-emergency-over = Sí, ha terminado
day-emergency-stays = No, continúa
day-other-time = A otra hora
day-add = Añadir una sesión
day-add-text = ¿Cómo se llama? En una lengua del lugar o en varias.
day-add-next = Siguiente: hora y sala
day-add-now = Añadir
day-add-room = En qué sala
day-times-text = Nadie lo ve hasta que lo digas.
day-back-title = Volver al título
day-back-session = Volver a la sesión
day-begins = Empieza
day-ends = Termina
day-hours = { $hours } h
day-earlier = { $minutes } minutos antes
day-later = { $minutes } minutos después
day-will = Esto se dirá:
day-will-add = Añadida: { $title }, de { $start } a { $end }, sala: { $room }.
day-will-need-room = Elige una sala.
day-will-begin = { $title } empieza a las { $start } en vez de las { $old }, y termina a las { $end }.
day-will-be-in = { $title } es ahora en esta sala: { $room }.
day-will-nothing = Todavía no cambia nada.
day-say-now = Decirlo
day-not-added = Retirar la sesión añadida
day-not-added-ask = Desaparece de todas las pantallas.
day-not-added-yes = Sí, retirarla
keyboard-accents = áéíóúüñ¿¡
key-capital = Mayúscula
day-refused-not-ours = Este quiosco no puede hablar por ese evento. Avisa a la organización
day-refused-gone = Eso ya no está en el programa. Vuelve a mirar
day-refused-nowhere = Este quiosco no está en ningún lugar de un evento por el que pueda hablar
day-refused-times = Eso no cambia nada, acabaría antes de empezar o ya ha terminado. Elige otra vez
day-refused-no-words = Escribe algo primero
day-refused-too-many-words = Demasiadas palabras para una pantalla: escribe menos

## Las pantallas de la máquina, de las que el equipo elige qué muestran

staff-screens = Pantallas
screens-text = Lo que muestra cada pantalla de esta máquina, también después de un reinicio.
screens-chosen = Elegido, también después de un reinicio.
screens-upright = { $size }, vertical
screens-across = { $size }, horizontal
screens-now = Muestra ahora:
screens-door = Control de entradas
screens-lobby = Vestíbulo: todas las salas
screens-week = La semana: todos los lugares
screens-online = En línea: las emisiones
screens-programme = El programa táctil
screens-room = Sala: { $room }
screens-else = Otra cosa: { $what }
screens-nothing = Nada
screens-hours = Encendida de { $from } a { $until }
screens-none = No se encontró ninguna pantalla.
screens-ask = Ninguna pantalla de esta máquina mostrará el control de entradas: nadie podrá entrar aquí y esta página ya no se podrá abrir.
screens-ask-yes = Sí, sin control
screens-ask-no = No, dejarlo como está
screens-by-command = Lo que muestran las pantallas se eligió en la línea de comandos al iniciar Parvis. Aquí no se puede elegir nada
screens-file-wrong = El archivo screens.toml no se puede leer. Alguien tiene que revisarlo antes de poder elegir aquí

## El programa táctil: quien visita lo recorre por su cuenta

# Encima de la lista, antes del día.
touch-title = Programa
touch-count = { $count ->
    [0] Ninguna sesión
    [one] Una sesión
   *[other] { $count } sesiones
}
# Los botones que acortan la lista, y los títulos de lo que abren. Cortos.
touch-day = Día
touch-place = Lugar
touch-track = Tema
touch-language = Idioma
touch-search = Buscar
touch-any-day = Todos los días
touch-any-track = Todos los temas
touch-any-language = Todos los idiomas
touch-anywhere = En todas partes
touch-here = En este edificio
touch-today = Hoy, { $day }
touch-rooms = Las salas de aquí
touch-venues = Otros lugares
touch-search-hint = Un título, un nombre, una sala o un tema. Los acentos no importan.
touch-low = Más abajo
touch-clear = Borrar
touch-keys-latin = ABC
touch-keys-greek = ΑΒΓ
touch-keys-cyrillic = АБВ
touch-all-away = Mostrarlo todo de nuevo
touch-none = Nada cumple todo esto.
touch-none-try = Toca aquello de lo que puedes prescindir:
touch-without = { $what }: { $count ->
    [one] una sesión sin esto
   *[other] { $count } sesiones sin esto
}
touch-next-day = Hoy no queda nada más. Este es el próximo día.
touch-over = Terminada
touch-on = Ahora
touch-earlier = Anterior
touch-later = Siguiente
touch-back = Volver a la lista
touch-until = de { $start } a { $end }
touch-spoken = En { $language }
touch-online = En línea
touch-speakers = Con
touch-more-speakers = { $count ->
    [one] y una persona más
   *[other] y { $count } personas más
}
touch-cut = El texto es más largo que esta pantalla.
touch-up = Subir
touch-down = Bajar
touch-gone = Esta sesión ya no está en el programa.
touch-take = Para llevar
touch-take-session = Escanea: la página de esta sesión
touch-take-event = Escanea: la página del evento
touch-take-calendar = Escanea: una cita para tu agenda
