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

## Horas e listas

time-on-day = { $time } de { $day }
two-days = { $first } e { $second }

## Em papel

sheet-title = Bilhetes para mostrar à câmara
