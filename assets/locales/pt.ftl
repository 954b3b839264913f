### Parvis em português: todas as palavras que o quiosque mostra.
###
### Para quem traduz: palavras que se leem a alguns metros, numa fila. Curtas, calorosas, simples.
### Nunca culpar; dizer o que seria certo. O que está entre chavetas, como { $name }, mantém-se, no
### lugar que a língua pedir. As explicações de cada mensagem estão em en.ftl.

## A entrada, à espera de um bilhete

door-how = Mostre à câmara o código QR do seu bilhete
door-how-detail = No telemóvel ou em papel, a um palmo de distância
door-how-no-camera = Escreva o código do seu bilhete
door-how-no-camera-detail = Ou aproxime o bilhete do leitor de mão
camera-picture = O que a câmara vê
camera-starting = A câmara está a acordar…
camera-missing = Hoje não há câmara aqui
camera-busy = A câmara está ocupada
camera-forbidden = A câmara está desligada aqui
camera-lost = A câmara parou
camera-instead = Escrever o código funciona igualmente bem.
type-code = Escrever código
call-someone = Preciso de ajuda
languages = Idioma
clock = Hora local

## As sessões do dia

sessions-today = Hoje
sessions-none = Não há mais sessões hoje
session-now = Agora
session-cancelled = Cancelada
session-online = Também online
session-moved = Alterada
session-late = { $minutes } min de atraso
session-full = Lotada
session-added = Acrescentada
session-planned = previsto:
page = { $page } de { $pages }
page-previous = Sessões anteriores
page-next = Sessões seguintes

## Escrever um código

typed-title = Escreva o código do seu bilhete
typed-code = O seu código
typed-where = Está por baixo do código QR.
keyboard-rows = QWERTYUIOP ASDFGHJKL ZXCVBNM
key-backspace = Apagar
key-done = Pronto
close = Fechar

## Ajuda de uma pessoa

help-title = Fale com a equipa de voluntários
help-text = Vamos ajudar. Também pode escrever o código do seu bilhete.
more-time = Mais tempo
seconds-left =
    { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }

## De volta ao início

idle-warning = Ainda está aí? Este ecrã volta ao início em
idle-stay = Ainda estou aqui

## A imagem de um bilhete é arrastada sobre a janela

drop-here = Largue aqui a imagem do seu bilhete

## A entrada está fechada

closed-title = Fechado por agora
closed-advice = Fale com a equipa de voluntários
closed-disk-full = Este quiosque já não tem espaço para registar entradas.
closed-cannot-record = Este quiosque não pode registar entradas neste momento.
closed-no-gate = Este quiosque ainda não tem uma entrada atribuída.
closed-filling-title = Abre em breve
closed-filling-advice = As listas de convidados estão a chegar
closed-filling = Esta porta abre-se sozinha assim que chegarem.
closed-revoked-title = Fora de serviço
closed-revoked-advice = Use outra porta
closed-revoked = Para o voltar a usar, a equipa liga-o de novo nas definições.

## Ensaios

rehearsal = Ensaio
rehearsal-detail = Aqui nada conta
samples-open = Experimentar um bilhete
samples-title = Bilhetes para experimentar
samples-text = Escolha um: o quiosque decide como se tivesse sido mostrado à câmara.
samples-here = Está aqui
board-open = Abrir o ecrã do átrio

## O que não resultou

hint-no-code = Não há código nesta imagem
hint-not-a-picture = Este ficheiro não é uma imagem
hint-picture-damaged = Esta imagem está danificada
hint-picture-too-large = Esta imagem é grande demais
hint-several-codes = Um código de cada vez, por favor
hint-too-short = Este código tem mais letras e algarismos

## Vereditos

verdict-admitted = Entre
verdict-left = Até à próxima
verdict-already-in = Já registado
verdict-not-in = Ainda não registado
verdict-other-day = Outro dia
verdict-other-venue = Outro lugar
verdict-other-session = Outra sessão
verdict-too-early = Ainda não abriu
verdict-too-late = Entrada encerrada
verdict-unpaid = Pagamento pendente
verdict-cancelled = Bilhete cancelado
verdict-revoked = Já não é válido
verdict-full = Lotado
verdict-ambiguous = Que evento?
verdict-unknown = Código desconhecido
verdict-answers-needed = Antes, uma pergunta
verdict-hello = Olá, { $person }
verdict-bye = Até breve, { $person }
verdict-next-booked = A sua próxima sessão
verdict-next = A seguir
verdict-running-booked = A sua sessão começou
verdict-running = A decorrer
verdict-online = Online
verdict-close = Toque para fechar

## Conselhos

advice-welcome = Tenha um bom dia!
advice-again = Olá de novo! A sua última entrada foi às { $time }.
advice-over-capacity = Está muita gente: procure um lugar livre.
advice-already-in = Este bilhete já foi usado às { $time } ({ $gate }). É o seu? Fale com a equipa de voluntários.
advice-not-in = Este bilhete não foi usado hoje, por isso não há saída a registar.
advice-other-day = Este bilhete é para { $event }, { $days }.
advice-other-venue = Este bilhete é para { $event } em { $city }, { $days }.
advice-other-event = Este bilhete é para { $event }, { $days }.
advice-other-gate = A sua entrada é { $gates }.
advice-online = Este bilhete é para seguir { $event } online.
advice-other-session = O seu lugar é em { $sessions }.
advice-no-session = Para esta sessão é preciso um lugar reservado. A receção pode ajudar.
advice-too-early = Pode entrar a partir das { $time }.
advice-too-late = A entrada encerrou às { $time }. Fale com a equipa de voluntários.
advice-unpaid = O pagamento ainda não nos chegou. A receção pode resolver.
advice-cancelled = Este bilhete foi devolvido. A receção pode ajudar.
advice-revoked = Talvez tenha um bilhete mais recente no seu e-mail. A receção pode ajudar.
advice-answers-needed = A organização precisa de uma resposta breve. Passe pela receção.
advice-full =
    { $seats ->
        [one] O único lugar está ocupado. A equipa de voluntários sabe o que mais há para ver.
       *[other] Os { $seats } lugares estão ocupados. A equipa de voluntários sabe o que mais há para ver.
    }
advice-ambiguous = Este código serve para { $events }. Diga à equipa de voluntários qual prefere.
advice-unknown = É o código deste evento? A equipa de voluntários pode ajudar.
advice-left = Obrigado por ter vindo. Bom regresso a casa!

## Bilhetes para experimentar

sample-admitted = pode entrar
sample-over-capacity = chega quando há muita gente
sample-left = está de saída
sample-already-in = já entrou
sample-not-in = quer sair, mas não entrou
sample-other-day = tem bilhete para outro dia
sample-other-venue = tem bilhete para outra cidade
sample-other-session = tem lugar noutra sessão
sample-too-early = chega cedo
sample-too-late = chega tarde
sample-unpaid = ainda não pagou
sample-cancelled = devolveu o bilhete
sample-revoked = tem um bilhete mais recente
sample-full = encontra todos os lugares ocupados
sample-ambiguous = tem um código para dois eventos
sample-unknown = tem um código que ninguém conhece
sample-answers-needed = ainda tem uma pergunta por responder

## O ecrã do átrio

board-now = Agora
board-next = A seguir
board-until = até às { $time }
board-free = Livre até às { $time }
board-nothing-next = Mais nada por hoje
board-before = Começamos às { $time }
board-day-over = Por hoje é tudo. Continuamos às { $time }
board-over = Obrigado por ter vindo
board-empty = Hoje não há sessões
board-later = Mais tarde
board-now-planned = Previsto agora
board-moved-room = nova sala: { $room }
board-moved-room-time = nova sala: { $room }, { $time }
board-moved-time = nova hora: { $time }
board-minutes-left = { $minutes ->
    [one] falta { $minutes } min
   *[other] faltam { $minutes } min
}
board-capacity = { $count ->
    [one] Um lugar
   *[other] { $count } lugares
}
board-seats = { $count ->
    [0] Já não há lugares
    [one] Resta um lugar
   *[other] Restam { $count } lugares
}
board-seats-at-most = { $count ->
    [one] Resta no máximo um lugar
   *[other] Restam no máximo { $count } lugares
}
board-instead = Ainda há lugar: { $room }, { $time }
board-spoken = Em { $language }
board-at = às { $time }
board-more = e mais { $count }
board-online = Online
board-online-next = A próxima transmissão começa às { $time }
board-scan = Leia o código para seguir
board-no-address = Endereço por confirmar
board-partners = Com o apoio de
board-as-of = Situação às { $time }
board-no-news = Sem notícias desde as { $time }. O que mudou desde então não aparece aqui.
board-clock-corrected = Hora de { $hub }
board-clock-wrong = O relógio desta máquina está errado: o programa é mostrado por dia
board-nothing = De momento não há programa aqui
board-nothing-why = Este ecrã está definido para uma sala ou um local que não consta do programa.
board-announcement = Aviso
board-emergency = Emergência
board-emergency-follow = Siga o pessoal.

## Horas e listas

time-on-day = { $time } de { $day }
two-days = { $first } e { $second }

## Para a equipa: um PIN, e as definições por trás dele

staff-open = Equipa
staff-pin-enter = Escreva o seu PIN
staff-pin = PIN
staff-pin-digits = 6 a 12 algarismos
staff-digits =
    { $count ->
        [one] { $count } algarismo
       *[other] { $count } algarismos
    }
staff-pin-wrong = Ninguém aqui tem este PIN
staff-pin-wait = Demasiados PIN errados. Pode tentar de novo em
staff-unrecorded = Este quiosque não pode registar nada neste momento. Tente de novo
staff-first-title = Quem cuida deste quiosque?
staff-first-text = O primeiro PIN é o seu. Depois pode acrescentar outras pessoas.
staff-new-title = Mais uma pessoa
staff-name = Nome
staff-pin-new = Novo PIN: 6 a 12 algarismos
staff-pin-again = O mesmo PIN mais uma vez
key-space = Espaço
staff-cancel = Cancelar
staff-settings = Definições
staff-door-waits = Ninguém pode entrar enquanto isto está aberto
hint-staff = Um momento: a equipa está a preparar este quiosque
staff-leave = Voltar à entrada
staff-kiosk = Este quiosque
staff-data = Dados
staff-data-real = Reais: as entradas contam
staff-device = Dispositivo
staff-version = Versão
staff-gate = A entrada onde está
staff-here = Aqui
staff-gate-other = Escolher outra entrada
staff-people = Quem pode abrir isto
staff-you = Você
staff-add = Acrescentar alguém
staff-remove = Retirar
staff-remove-ask = Retirar { $person }?
staff-keep = Manter
staff-doubles = { $count ->
    [one] Ver uma admissão dupla
   *[other] Ver { $count } admissões duplas
}
staff-platform = Plataforma central
staff-platform-none = Este quiosque trabalha sozinho.
staff-refused-no-name = Escreva um nome
staff-refused-name = Escolha um nome mais curto
staff-refused-name-taken = Já há aqui alguém com este nome
staff-refused-pin-length = Um PIN tem 6 a 12 algarismos
staff-refused-pin-one-digit = Um só algarismo repetido adivinha-se depressa. Escolha outro PIN
staff-refused-pin-run = Algarismos seguidos adivinham-se depressa. Escolha outro PIN
staff-refused-pin-pattern = Um padrão curto adivinha-se depressa. Escolha outro PIN
staff-refused-pin-taken = Este PIN não pode ser usado. Escolha outro
staff-refused-pin-differs = Os dois PIN não eram iguais. Escreva ambos de novo
staff-refused-too-many = Não se pode acrescentar mais ninguém. Retire primeiro alguém
staff-refused-last = A última pessoa não pode ser retirada.
staff-refused-changed = A lista mudou entretanto. Veja de novo

## Em papel

sheet-title = Bilhetes para mostrar à câmara

# A linha sobre a plataforma central
hub-safe = Tudo está também a salvo em { $hub }.
hub-sending = { $count ->
    [one] Uma leitura está a caminho de { $hub }.
   *[other] { $count } leituras estão a caminho de { $hub }.
}
hub-unreachable = Sem ligação a { $hub }.
hub-goes-on = A entrada continua.
hub-only-here = { $count ->
    [one] Uma leitura está a salvo só neste quiosque, desde { $since }.
   *[other] { $count } leituras estão a salvo só neste quiosque, desde { $since }.
}
hub-here-safe = Todas as leituras desta porta estão lá a salvo.
hub-lists-of = Listas de { $at }.
hub-clock-ahead-minutes = O relógio desta máquina está { $count } minutos adiantado.
hub-clock-ahead-hours = O relógio desta máquina está { $count } horas adiantado.
hub-clock-ahead-days = O relógio desta máquina está { $count } dias adiantado.
hub-clock-behind-minutes = O relógio desta máquina está { $count } minutos atrasado.
hub-clock-behind-hours = O relógio desta máquina está { $count } horas atrasado.
hub-clock-behind-days = O relógio desta máquina está { $count } dias atrasado.
hub-clock-used = A entrada segue o relógio de { $hub }. Por favor, acerte este.
hub-doubles = { $count ->
    [one] Uma admissão dupla por examinar.
   *[other] { $count } admissões duplas por examinar.
}
hub-not-filled = As listas de { $hub } estão a caminho.
hub-filling = As listas estão a chegar: { $percent } %
hub-other-answers = Outra coisa responde em vez da plataforma central. O Wi-Fi pede início de sessão?
hub-put-off = { $hub }, ou algo pelo caminho, não pode responder neste momento. Este quiosque volta a tentar sozinho.
hub-busy = { $hub } está ocupado. Este quiosque volta a tentar sozinho.
hub-not-known = { $hub } já não conhece este quiosque. Avise a organização.
hub-other-kind = { $hub } e este quiosque não combinam: um dos dois é para ensaiar. Avise a organização.
hub-versions = { $hub } e este quiosque não se entendem. Avise a organização: estão os dois atualizados?
hub-not-believed = As respostas de { $hub } não estão assinadas como devem. Avise a organização.
hub-disk = Este quiosque não consegue guardar o que { $hub } envia. O disco está cheio?
hub-revoked = { $hub } retirou este quiosque de serviço.
hub-sealed = { $count ->
    [one] Uma leitura que não foi enviada está guardada aqui, selada, para a organização.
   *[other] { $count } leituras que não foram enviadas estão guardadas aqui, seladas, para a organização.
}
hub-joined = Este quiosque pertence agora a { $hub }. As listas estão a chegar.

# Ligar o quiosque a uma plataforma central
staff-platform-join = Para o ligar: segure o código de inscrição diante da câmara, com esta página aberta, ou escreva-o.
staff-platform-type = Escrever um código
join-title = Ligar este quiosque
join-text = A consola da organização mostra ambos ao lado do código QR de um novo quiosque.
join-line-address = Endereço
join-line-code = Código: 12 letras e algarismos
join-asking = Um momento …
join-address = Isso ainda não é um endereço. Exemplo: hub.example ou https://hub.example:8943
join-code-form = Um código tem 12 letras e algarismos. Compare-o com o seu
join-code = Este código está errado, já foi usado ou tem mais de dez minutos. Peça um novo
join-slow-down = Foram tentados demasiados códigos errados. Espere um minuto
join-no-such-host = { $address } não existe. Está bem escrito e há rede?
join-no-answer = Ninguém responde em { $address }. Está bem escrito, com o número no fim?
join-not-secure = { $address } responde, mas sem um certificado em que este quiosque possa confiar. Avise a organização
join-certificate-time = O certificado de { $address } não é válido à hora deste quiosque. O relógio desta máquina está certo?
join-not-a-hub = O que responde em { $address } não é uma plataforma central. O endereço está completo? O Wi-Fi pede início de sessão?
join-put-off = { $address }, ou algo pelo caminho, não pode responder neste momento. Tente de novo dentro de um minuto
join-another-hub = O que responde em { $address } não criou este código. O endereço está certo?
join-other-kind = A plataforma e este quiosque não combinam: um dos dois é para ensaiar
join-unavailable = A plataforma não consegue guardar nada neste momento. Tente dentro de um minuto
join-versions = A plataforma e este quiosque não se entendem. Estão os dois atualizados?
join-own-list = Este quiosque tem uma lista própria para { $event }. Só pode ligar-se um quiosque sem lista

# Por pen USB, e porque não resultou.
staff-platform-stick = Por pen USB
stick-title = Plataforma central por pen USB
stick-text = Para um quiosque sem rede: escreva, leve a pen ao computador da organização e leia o que vem de volta.
stick-none = Ligue uma pen USB. Aparece aqui por si.
stick-which = Qual pen?
stick-write = Escrever para a plataforma
stick-take = Ler o que vem dela
stick-back = Voltar às definições
stick-working = Um momento. Não retire a pen.
stick-written = Escrito. A pen pode ir para o computador da organização.
stick-own-fingerprint = Impressão digital deste quiosque: { $fingerprint }. O computador da organização mostra a mesma antes de o admitir.
stick-compare = É o primeiro pacote de «{ $hub }». O computador da organização mostra a mesma impressão digital?
stick-same = Sim, a mesma
stick-differs = Não, outra
stick-joined = Este quiosque pertence agora a { $hub } e já tem as listas.
stick-lists-taken = As novas listas já estão aqui.
stick-lists-same = Lido. Não havia nada de novo nas listas.
stick-not-there = { $count ->
    [one] Uma leitura ainda não consta em { $hub }. Escreva mais uma vez.
   *[other] { $count } leituras ainda não constam em { $hub }. Escreva mais uma vez.
}
stick-gone = A pen já não está lá. Ligue-a de novo.
stick-no-package = Não há nada para este quiosque na pen. Primeiro escreva e faça com que o computador da organização a leia.
stick-not-a-package = O ficheiro na pen não é um pacote, ou é de uma versão mais recente. Estão ambos atualizados?
stick-damaged = O pacote está danificado. Peça que o escrevam mais uma vez.
stick-other-kiosk = O pacote é para outro quiosque.
stick-not-signed = O pacote não está assinado como devia. Nada foi aceite. Avise a organização.
stick-other-hub = O pacote é de outra plataforma. Este quiosque pertence a { $hub }.
stick-other-kind = A plataforma e este quiosque não combinam: um deles é para ensaios.
stick-other-edition = O pacote é de outra semana. Nada foi aceite.
stick-older = O pacote é mais antigo do que o que este quiosque sabe. Peça que escrevam um novo.
stick-unconfirmed = Compare primeiro a impressão digital de { $hub }.
stick-other-fingerprint = Então nada foi aceite. Avise a organização: este pacote não é dela.
stick-own-list = Este quiosque tem uma lista própria para { $event }. Só um sem lista se pode juntar.
stick-unreadable = A pen não pode ser lida nem escrita. Está cheia ou bloqueada?
stick-not-sealed = O que é para a plataforma não pôde ser selado. Avise a organização.
stick-roster = Este quiosque não pode guardar o que chegou. O disco está cheio?

# Tickets that came in twice, told to staff: who, and when and where each time.
doubles-title = Admissões duplas
doubles-text = Bilhetes admitidos duas vezes onde só uma está certa, uma delas aqui. Eram duas pessoas, ou a mesma lida outra vez? A organização decide o que conta: diga-lhe o que sabe.
doubles-none = Já não há nenhuma.
doubles-most = Só se mostram as { $count } mais recentes.
doubles-nobody = Um bilhete que não está em nenhuma lista daqui
doubles-first = Primeiro: { $time } · { $gate }
doubles-again = Outra vez: { $time } · { $gate }

## O dia, como a equipa o conta: atrasos, mudanças, avisos, emergência

staff-day = O dia
day-text = O que disser aqui aparece logo em todos os ecrãs.
day-said = Está dito. Os ecrãs já o mostram.
day-back = Voltar ao dia
day-late = Mais tarde do que previsto
day-room = Noutra sala
day-else = De resto
day-as-planned = De novo como previsto
day-announcements = Avisos
day-announcements-none = Não há avisos.
day-announce = Fazer um aviso
day-take-back = Retirar
day-write-title = O que é para anunciar?
day-write-text = Numa língua ou em várias: aparecem à vez.
day-for = Durante quanto tempo
day-minutes = { $minutes } min
day-announce-now = Anunciar agora
day-emergency-text = Todos os ecrãs deste local o mostram, e nada mais. O texto não é necessário.
day-emergency-now = Mostrar em todos os ecrãs
day-emergency-on = Todos os ecrãs mostram esta emergência
day-emergency-end = Terminar a emergência
day-emergency-ask = A emergência terminou?
day-emergency-over = Sim, terminou
day-emergency-stays = Não, continua
day-other-time = A outra hora
day-add = Acrescentar uma sessão
day-add-text = Como se chama? Numa língua do local ou em várias.
day-add-next = Seguinte: hora e sala
day-add-now = Acrescentar
day-add-room = Em que sala
day-times-text = Ninguém vê isto antes de o dizer.
day-back-title = Voltar ao título
day-back-session = Voltar à sessão
day-begins = Começa
day-ends = Termina
day-hours = { $hours } h
day-earlier = { $minutes } minutos mais cedo
day-later = { $minutes } minutos mais tarde
day-will = Isto será dito:
day-will-add = Acrescentada: { $title }, das { $start } às { $end }, sala: { $room }.
day-will-need-room = Escolha uma sala.
day-will-begin = { $title } começa às { $start } em vez das { $old }, e termina às { $end }.
day-will-be-in = { $title } é agora nesta sala: { $room }.
day-will-nothing = Ainda nada muda.
day-say-now = Dizer
day-not-added = Retirar a sessão acrescentada
day-not-added-ask = Desaparece de todos os ecrãs.
day-not-added-yes = Sim, retirar
keyboard-accents = áâãàçéêíóôõú
key-capital = Maiúscula
day-refused-not-ours = Este quiosque não pode falar por esse evento. Avise a organização
day-refused-gone = Isso já não está no programa. Veja de novo
day-refused-nowhere = Este quiosque não está em nenhum local de um evento pelo qual possa falar
day-refused-times = Isso não muda nada, acabaria antes de começar ou já terminou. Escolha de novo
day-refused-no-words = Escreva primeiro alguma coisa
day-refused-too-many-words = Demasiadas palavras para um ecrã: escreva menos

## Os ecrãs da máquina, dos quais a equipa escolhe o que mostram

staff-screens = Ecrãs
screens-text = O que cada ecrã desta máquina mostra, também depois de reiniciar.
screens-chosen = Escolhido, também depois de reiniciar.
screens-upright = { $size }, ao alto
screens-across = { $size }, deitado
screens-now = Mostra agora:
screens-door = Controlo de bilhetes
screens-lobby = Átrio: todas as salas
screens-week = A semana: todos os locais
screens-online = Online: as transmissões
screens-programme = O programa tátil
screens-room = Sala: { $room }
screens-else = Outra coisa: { $what }
screens-nothing = Nada
screens-hours = Ligado das { $from } às { $until }
screens-none = Não foi encontrado nenhum ecrã.
screens-ask = Nenhum ecrã desta máquina mostrará o controlo de bilhetes: ninguém poderá entrar aqui e esta página já não poderá ser aberta.
screens-ask-yes = Sim, sem controlo
screens-ask-no = Não, deixar como está
screens-by-command = O que os ecrãs mostram foi escolhido na linha de comandos ao iniciar o Parvis. Aqui não se pode escolher nada
screens-file-wrong = O ficheiro screens.toml não pode ser lido. Alguém tem de o ver antes de se poder escolher aqui

## O programa tátil: quem visita percorre-o por si

# Por cima da lista, antes do dia.
touch-title = Programa
touch-count = { $count ->
    [0] Nenhuma sessão
    [one] Uma sessão
   *[other] { $count } sessões
}
# Os botões que encurtam a lista, e os títulos do que abrem. Curtos.
touch-day = Dia
touch-place = Lugar
touch-track = Tema
touch-language = Língua
touch-search = Procurar
touch-any-day = Todos os dias
touch-any-track = Todos os temas
touch-any-language = Todas as línguas
touch-anywhere = Em todo o lado
touch-here = Neste edifício
touch-today = Hoje, { $day }
touch-rooms = As salas daqui
touch-venues = Outros lugares
touch-search-hint = Um título, um nome, uma sala ou um tema. Os acentos não contam.
touch-low = Mais abaixo
touch-clear = Apagar
touch-keys-latin = ABC
touch-keys-greek = ΑΒΓ
touch-keys-cyrillic = АБВ
touch-all-away = Mostrar tudo de novo
touch-none = Nada corresponde a tudo isto.
touch-none-try = Toque naquilo de que pode prescindir:
touch-without = { $what }: { $count ->
    [one] uma sessão sem isto
   *[other] { $count } sessões sem isto
}
touch-next-day = Hoje não há mais nada. Este é o próximo dia.
touch-over = Terminada
touch-on = Agora
touch-earlier = Anterior
touch-later = Seguinte
touch-back = Voltar à lista
touch-until = das { $start } às { $end }
touch-spoken = Em { $language }
touch-online = Online
touch-speakers = Com
touch-more-speakers = { $count ->
    [one] e mais uma pessoa
   *[other] e mais { $count } pessoas
}
touch-cut = O texto é mais longo do que este ecrã.
touch-up = Subir
touch-down = Descer
touch-gone = Esta sessão já não está no programa.
touch-take = Para levar
touch-take-session = Leia o código: a página desta sessão
touch-take-event = Leia o código: a página do evento
touch-take-calendar = Leia o código: uma marcação para a sua agenda
