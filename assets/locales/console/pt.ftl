### A consola de um hub para a organização, em português: páginas para quem organiza um evento, à
### secretária ou no telemóvel. Simples e curto. Quando algo não pode ser anulado, diz-se o que
### acontece, nunca que é grave. O que está entre chavetas mantém-se. As explicações, em en.ftl.

## Todas as páginas

skip-to-content = Ir para o conteúdo
pages = Páginas
languages = Idioma
overview = Visão geral
the-day = O dia
announcements = Avisos
screens = Ecrãs
doubles = Admissões duplas
devices = Dispositivos
files = Ficheiros
exports = Exportações
aside = Postos de parte
about = Sobre este hub
account = A sua conta
sign-out = Terminar sessão
cancel = Cancelar
save = Guardar
show = Mostrar
as-of = Situação às { $time }
refresh = Atualizar
pause = Pausar
rehearsal = Isto é um ensaio: aqui nada conta.
back-to-overview = Para a visão geral

## Início de sessão

sign-in = Iniciar sessão
sign-in-to = Na consola de { $hub }
sign-in-nobody = Ainda ninguém pode iniciar sessão. Crie a primeira conta na própria máquina do hub:
sign-in-ended = A sua sessão terminou. Isto acontece após uma hora sem uso, e após doze horas.
sign-in-wrong = O nome ou a palavra-passe não estão certos.
sign-in-slow = Foram tentadas demasiadas palavras-passe erradas. Espere um quarto de hora e tente de novo.
name = Nome
password = Palavra-passe
signed-in-as = Iniciou sessão como { $name }.
password-change = Mudar a palavra-passe
password-old = A sua palavra-passe atual
password-new = A nova palavra-passe
password-again = A nova palavra-passe mais uma vez
password-least = Uma palavra-passe tem pelo menos { $count } caracteres. Uma frase é fácil de lembrar.
password-changed = A palavra-passe foi mudada. As suas sessões noutras máquinas terminaram.
password-differs = As duas novas palavras-passe não são iguais.
password-old-wrong = A sua palavra-passe atual não está certa.
password-not-taken = Esta palavra-passe não pode ser usada. Escolha outra.

## Visão geral e eventos

events = Eventos
event = Evento
events-all = Todos os eventos
events-caption = Cada evento em números
events-none = Ainda não há programa.
events-none-files = Carregar um ficheiro de programa
days = Dias
day = Dia
all-days = Todos os dias
tickets = Bilhetes
admitted = Entraram
inside = No interior agora
devices-glance = Os dispositivos num relance
devices-enrolled =
    { $count ->
        [0] Ainda não há nenhum dispositivo inscrito
        [one] { $count } dispositivo está inscrito
       *[other] { $count } dispositivos estão inscritos
    }
devices-well = Todos deram sinal há pouco, e já enviaram tudo.
doubles-look = Examinar as admissões duplas
export-this = Exportar as presenças deste evento
by-place = Por local e dia
by-place-caption = Admissões por local e dia
place = Local
whole-event = Todo o evento
by-session = Por sessão
by-session-caption = Admissões por sessão
session = Sessão
begins = Início
by-gate = Por entrada e dia
by-gate-caption = Primeiras admissões por entrada e dia
by-gate-hint = Os dias e as horas são os de { $zone }. Um bilhete conta uma vez por local e dia, ou por sessão.
gate = Entrada
gates-all = Todas as entradas
arrivals = Chegadas
arrivals-caption = Chegadas por quarto de hora
arrivals-said =
    { $count ->
        [one] O quarto de hora com mais chegadas começou às { $time }: { $count } pessoa. A tabela abaixo tem todos os números.
       *[other] O quarto de hora com mais chegadas começou às { $time }: { $count } pessoas. A tabela abaixo tem todos os números.
    }
arrivals-none = Ainda ninguém entrou.
arrivals-none-here = Ninguém entrou nesse dia por essa entrada.
as-table = O mesmo numa tabela
quarter = A partir das
came = Chegadas

## O dia e os avisos

day-to-come = Agora e a seguir
day-none = Não resta nenhuma sessão neste dia.
day-over =
    { $count ->
        [one] { $count } sessão terminada
       *[other] { $count } sessões terminadas
    }
day-say = Avisar
day-said = Está dito. Os ecrãs mostram-no assim que os seus quiosques o souberem.
day-said-at = Dito às { $time }
day-planned = em vez de
day-no-room = Sem sala
day-on = Agora
mark-cancelled = Cancelada
mark-moved = Mudada
mark-late = { $count } min de atraso
mark-full = Cheia
mark-added = Acrescentada
day-late = Começa mais tarde
day-minutes = { $count } min
day-late-by = Minutos
day-say-late = Avisar do atraso
day-room = Sala
day-unchanged = Como está
day-start = Começa às
day-say-moved = Mudar
day-full = Cheia
day-cancelled = Cancelada
day-as-planned = De novo como previsto
day-not-added = Retirar a sessão acrescentada
day-add = Acrescentar uma sessão
day-add-yes = Acrescentar
day-added = A sessão foi acrescentada. Os ecrãs mostram-na assim que os seus quiosques o souberem.
day-title = Título
day-online-only = Só online
day-language = Língua falada
day-language-none = Sem indicação
ends = Fim
say-times = Isto não bate certo: algo começa antes de acabar, ainda não acabou e atrasa-se no máximo { $count } horas. Nada foi dito.
say-words = Escreva pelo menos uma palavra, e no máximo 300 caracteres por língua. Nada foi dito.
say-gone = O programa mudou entretanto. Veja de novo; nada foi dito.
venue = Local
all-venues = Todos os locais
choose = Escolher
from = De
until = Até
times-of = As horas são as de { $zone }.
announce = Anunciar algo
announce-yes = Anunciar
announced = Está anunciado. Os ecrãs mostram-no assim que os seus quiosques o souberem.
announcements-to-come = Nos ecrãs, e a seguir
announcements-none = Não há nada anunciado.
announcement-words = Texto
announcement-at-once = Deixe vazio para ser já.
announcement-on = No ecrã
announcement-later = A seguir
announcement-withdraw = Retirar
announcement-withdrawn = O aviso foi retirado. Sai dos ecrãs assim que os seus quiosques o souberem.
said-here = Dito neste hub
said-by = Dito em { $name }
emergency = Emergência
emergency-on = Emergência em todos os ecrãs
emergency-since = Desde
emergency-title = Ocupar todos os ecrãs
emergency-text = Todos os ecrãs do local mostram esta emergência e nada mais, já e até que lhe ponha fim. As entradas também a mostram e, entretanto, não deixam entrar ninguém.
emergency-words = Texto para os ecrãs; não é preciso nenhum
emergency-check = Ver o que os ecrãs mostrariam
emergency-sure = Mostrar isto em todos os ecrãs?
emergency-wordless = Sem texto: os ecrãs dizem que há uma emergência e que se siga a equipa.
emergency-sure-all = Todos os ecrãs deste local o mostram, em vez de tudo o resto.
emergency-sure-until = Fica até que alguém lhe ponha fim, aqui ou num quiosque do evento.
emergency-yes = Ocupar todos os ecrãs
emergency-taken-over = Os ecrãs são ocupados assim que os seus quiosques o souberem. Os quiosques sem rede não mostram nada: avise alguém lá.
emergency-end = Terminar a emergência
emergency-end-text = Os ecrãs voltam a mostrar os seus programas.
emergency-end-yes = Terminou
emergency-ended = A emergência terminou. Os ecrãs mostram os seus programas assim que os seus quiosques o souberem.
emergency-shown = { $shown } de { $count } ecrãs mostram-na
emergency-not-shown = Estes não, que se saiba:
emergency-not-here = Mostra outra coisa
emergency-no-screens = Nenhum quiosque indica ecrãs neste local.

## Ecrãs

screens-none = Nenhum quiosque indica ainda os seus ecrãs. Fazem-no por si, assim que estão ligados.
screens-all = Todos os ecrãs
screens-no-venue = Sem local
screens-fine =
    { $count ->
        [one] { $count } ecrã está como deve
       *[other] { $count } ecrãs estão como devem
    }
screens-wrong =
    { $count ->
        [one] { $count } ecrã não está como deve
       *[other] { $count } ecrãs não estão como devem
    }
screens-silent =
    { $count ->
        [one] Sem sinal de { $count } ecrã
       *[other] Sem sinal de { $count } ecrãs
    }
screen-fine = Como deve estar
screen-wrong = Não está como deve
screen-silent = Sem sinal
screen-dark = Desligado até às { $time }
screen-silent-page = O quiosque responde, mas o ecrã já nada diz: pode estar parado. Vá vê-lo; reiniciar o quiosque quase sempre ajuda.
screen-look = Ver de perto
screen-shows = Mostra
screen-door = A entrada
screen-lobby = O átrio
screen-room = Sala
screen-week = A semana
screen-online = Em linha
screen-programme = O programa tátil
screen-size = Tamanho
screen-language = Idioma
screen-lists = Listas
screen-in-emergency = Mostra uma
screen-lacks = Falta-lhe algo.
screen-twice = Algo aparece duas vezes.
screen-stray = Há algo a mais.
screen-other-words = Algo tem outro nome que não devia.
screen-not-struck = O que estava previsto não está riscado.
screen-no-mark = Falta a marca de uma mudança.
screen-cut = Um texto está cortado: escolha outro quadro, ou um ecrã maior.
screen-no-emergency = Faltam as palavras de uma emergência.
screen-nothing = O programa não tem essa sala nem esse local: escolha outro quadro no quiosque.
screen-other = Mostra algo diferente do que foi escolhido.
screen-closed = A entrada está fechada: ninguém pode registar-se.
screen-camera = A câmara não pode ser usada.
screen-unknown = Um quiosque mais novo diz:
picture = Imagem
picture-ask = Pedir uma imagem
picture-again = Pedir outra imagem
picture-awaited = Pedida. Chega com a próxima ronda do quiosque, em menos de meio minuto onde há rede.
picture-did-not-come = Nenhuma imagem chegou em dois minutos. Veja de quando é o último sinal, e peça outra vez.
picture-of = O que { $screen } mostrou
picture-boards-alone = De uma entrada não se tira imagem: veem-se lá pessoas.
picture-not-programme = Do programa tátil não se tira imagem: mostraria o que um visitante está a ler.
picture-kept = A última imagem guarda-se uma hora, e vê-a quem entrou aqui.

## Admissões duplas

doubles-text = Estes bilhetes foram admitidos duas vezes onde só uma está certa, em entradas que não souberam a tempo uma da outra. Pergunte nas entradas: eram duas pessoas, ou a mesma lida outra vez?
doubles-none = Nenhum bilhete foi admitido duas vezes.
doubles-all = Todos os eventos
doubles-more = Só se mostram as { $count } mais recentes.
ticket = Bilhete
who = De quem é o bilhete
who-unknown = A lista não tem nenhum nome para ele.
passage-first = A primeira, que conta:
passage-again = De novo:
undo = Anular esta
undone = A admissão foi anulada. As entradas ficam a saber assim que estiverem ligadas.
undo-title = Anular esta admissão?
undo-first = Deixa de contar. Em vez dela conta a outra admissão deste bilhete.
undo-again = Deixa de contar. A primeira admissão deste bilhete fica como está.
undo-kept = O seu registo é guardado, e ao lado fica escrito que foi um engano.
undo-yes = Anular a admissão
when = Quando
device = Dispositivo

## Dispositivos

devices-none = Ainda não há nenhum dispositivo inscrito.
device-new = Inscrever um dispositivo
device-new-text = Um código deixa entrar um dispositivo, uma só vez, dentro de dez minutos.
device-name = Nome
device-name-hint = Como é conhecido, por exemplo «Entrada 1».
device-name-wrong = Um nome tem entre 1 e { $count } letras.
device-events = Eventos sobre os quais decide
device-events-missing = Escolha pelo menos um evento.
device-plan-changed = O programa mudou entretanto. Escolha de novo os eventos e a entrada.
device-no-programme = Ainda não há programa. Carregue primeiro um ficheiro de programa.
gate-first = Entrada
gate-hint = Onde está no início. A equipa pode mudá-la no dispositivo.
gate-later = Escolhe quem o instalar
device-make-code = Criar um código
device-change = Alterar
device-change-title = Alterar { $name }
device-change-text = O dispositivo fica a saber assim que estiver ligado. As listas dos eventos que perde são apagadas dele.
device-changed-done = A alteração está declarada. O dispositivo fica a saber assim que estiver ligado.
device-revoke = Revogar
device-revoked = Revogado
device-revoked-done = O dispositivo foi revogado. Fica a saber assim que estiver ligado.
device-well = Tudo bem
device-never-seen = Ainda sem sinal
device-silent = Sem sinal há muito tempo
device-ahead =
    { $count ->
        [one] O seu relógio está { $count } minuto adiantado
       *[other] O seu relógio está { $count } minutos adiantado
    }
device-behind =
    { $count ->
        [one] O seu relógio está { $count } minuto atrasado
       *[other] O seu relógio está { $count } minutos atrasado
    }
device-unsent =
    { $count ->
        [one] { $count } registo ainda por enviar
       *[other] { $count } registos ainda por enviar
    }
device-forked = O seu histórico segue dois caminhos
seen = Último sinal
ago-now = agora mesmo
ago-minutes =
    { $count ->
        [one] há { $count } minuto
       *[other] há { $count } minutos
    }
ago-hours =
    { $count ->
        [one] há { $count } hora
       *[other] há { $count } horas
    }
ago-days =
    { $count ->
        [one] há { $count } dia
       *[other] há { $count } dias
    }
unsent = Ainda por enviar
version = Versão
fingerprint = Impressão digital
revoke-title = Revogar { $name }?
revoke-roster = O dispositivo fecha a sua entrada, e esquece as suas listas, assim que souber disto.
revoke-records = O que registou e ainda não enviou fica guardado nele, selado para que só este hub o possa ler.
revoke-late = Os registos que dele vierem depois são postos de parte, salvo se continuarem o que já se conhece dele.
revoke-again = Pode ser inscrito de novo com um novo código.
revoke-unsent =
    { $count ->
        [one] Quando deu sinal pela última vez, tinha { $count } registo ainda por enviar.
       *[other] Quando deu sinal pela última vez, tinha { $count } registos ainda por enviar.
    }
revoke-yes = Revogar o dispositivo
offer-title = Um código para { $name }
offer-step-open = No quiosque, abra as definições da equipa e escolha a plataforma central.
offer-step-show = Mostre este código à câmara dele, ou escreva o endereço e o código.
offer-step-type = Escreva o endereço do hub e este código.
offer-qr = Código QR com o endereço do hub e o código
offer-waiting = À espera do dispositivo
offer-until = O código é válido até às { $time }.
offer-used = O dispositivo chegou. Está inscrito, e está a receber os seus dados.
offer-over = O código é demasiado antigo, e já não deixa entrar ninguém.
offer-elsewhere = O código só é mostrado no navegador em que foi criado.
offer-look = Ver se o dispositivo chegou
hub-address = Endereço
code = Código

## Quiosques sem rede

by-stick = Quiosques sem rede
by-stick-text = Uma pen USB leva as listas a um quiosque assim, e traz para aqui os seus registos. Tudo vai selado: quem encontrar a pen não pode ler nenhum nome.
by-stick-write = No quiosque: ligue uma pen, abra «Equipa», depois «Por pen USB», e escolha «Escrever para a plataforma».
by-stick-give = Aqui: ligue a pen e escolha o ficheiro que começa por «parvis» e acaba em «.request».
by-stick-carry = Guarde a resposta na pen e leve-a de volta ao quiosque.
by-stick-files = Ficheiros da pen
by-stick-files-hint = Pode carregar vários de uma vez, e também o que um quiosque revogado tinha selado (.age).
by-stick-read = Ler os ficheiros
by-stick-too-large = São ficheiros a mais: de uma vez são aceites no máximo 100, e juntos 100 MB. Escolha só os dos quiosques, poucos de cada vez. Nada foi alterado.
by-stick-came = O que a pen trouxe
by-stick-more = Carregar outros ficheiros
by-stick-gone = Isto já não está aqui: as respostas esperam meia hora. Carregue de novo o ficheiro da pen; nada se perde, e nada conta duas vezes.
by-stick-new = Um quiosque novo
by-stick-new-waits = Ainda não está inscrito
by-stick-enrolled = Agora está inscrito
by-stick-heard = Lido, e seguro aqui
by-stick-revoked = Lido, mas este quiosque está revogado
by-stick-revoked-text = A resposta não lhe dá listas. Diz-lhe que sele o que ainda tem, que esqueça as listas e que feche a sua entrada.
by-stick-again = Inscrevê-lo de novo
by-stick-retired = O que tinha selado foi lido, e está seguro aqui
by-stick-records-new = Novos aqui
by-stick-left-out =
    { $count ->
        [one] { $count } registo continua outros que faltam aqui. O quiosque envia-os todos quando tiver lido a resposta: faça-o então escrever mais uma vez.
       *[other] { $count } registos continuam outros que faltam aqui. O quiosque envia-os todos quando tiver lido a resposta: faça-o então escrever mais uma vez.
    }
by-stick-save = Guardar a resposta
by-stick-package = Uma resposta para um quiosque
by-stick-package-text = Aqui não há nada a fazer com ela. Deixe-a na pen.
by-stick-not-taken = Não foi aceite
by-stick-now = O que fazer agora
by-stick-now-save = Guarde cada resposta na própria pen, em nenhuma pasta, no lugar de uma mais antiga. Mantenha o nome:
by-stick-now-read = No quiosque: ligue a pen, abra «Por pen USB» e escolha «Ler o que vem dela».
by-stick-now-compare = Um quiosque novo pergunta se a impressão digital deste hub é a certa. É esta:
by-stick-compare = Comparar e inscrever
by-stick-compare-text = O quiosque mostra a sua impressão digital por baixo de «Escrever para a plataforma». Compare-a com esta, caráter a caráter:
by-stick-same = O quiosque mostra a mesma
by-stick-differs = Se forem diferentes, o ficheiro é de outra máquina: não a inscreva.
by-stick-not-compared = Compare primeiro as impressões digitais, e diga que são a mesma.
by-stick-let-in = Inscrever este quiosque
by-stick-not-ours = Isto não é um ficheiro de um quiosque. Escolha o que começa por «parvis» e acaba em «.request».
by-stick-newer = Este ficheiro é de uma versão mais recente. Atualize este hub e carregue-o de novo.
by-stick-damaged = O ficheiro está danificado: talvez a pen tenha sido retirada cedo demais. Faça o quiosque escrever mais uma vez.
by-stick-not-signed = O ficheiro não foi assinado pelo quiosque que nomeia. Faça o quiosque escrever mais uma vez; se voltar a acontecer, não confie na pen.
by-stick-other-hub = O ficheiro é para outro hub, ou para este antes de ser refeito. Carregue-o no hub a que o quiosque pertence.
by-stick-other-kind = Um dos dois é para ensaios: um quiosque de ensaio vai com um hub de ensaio, e um real com um real.
by-stick-other-key = Outro quiosque está inscrito aqui com o mesmo número. Inicie este com uma pasta de dados própria e faça-o escrever mais uma vez.
by-stick-nobody = O ficheiro não diz de que quiosque é, pois nada está registado nele. Nada se perde.
by-stick-unknown-sealed = O seu quiosque não é conhecido aqui. Carregue-o no hub a que o quiosque pertencia.
by-stick-refused = O hub não aceita o que está nele. Diz porquê:
by-stick-not-now = Neste momento isto não funciona. O que o quiosque registou está seguro nele. Carregue de novo o ficheiro daqui a um minuto; se continuar assim, quem gere o hub encontra a razão no registo do hub.

## Ficheiros

files-text = Antes de um ficheiro ser aplicado, pode ver o que alteraria.
file = Ficheiro
file-missing = Escolha primeiro um ficheiro.
file-refused = O ficheiro não foi aplicado
file-refused-text = Nada foi alterado. Corrija o ficheiro e carregue-o de novo.
file-again = Carregar outro ficheiro
programme = Programa
programme-hint = Um schedule.json, um calendário (.ics) ou um programa do Parvis (.json). Substitui o que existe; os eventos sem entrada recebem a habitual.
programme-look = Ver o que o programa altera
programme-taken = O programa foi aplicado.
gates = Entradas
gates-hint = Um ficheiro de entradas (.toml). Substitui todas as entradas que existem.
gates-look = Ver o que as entradas alteram
gates-taken = As entradas foram aplicadas.
roster = Lista
roster-hint = Uma tabela (.csv ou .xlsx) com o código de um bilhete e um nome em cada linha.
roster-look = Ver o que a lista altera
roster-taken = A lista foi aplicada.
roster-event = Evento das linhas que não indicam nenhum
roster-event-own = O que o ficheiro disser
roster-complete = Esta é a lista inteira: retirar os bilhetes que não estão nela
roster-which-event = O ficheiro não diz para que evento é. Escolha um de { $events } junto ao ficheiro, e carregue-o de novo.
roster-no-name = Nenhum evento pode ter o nome do ficheiro. Dê ao ficheiro um nome com letras.
roster-withdraw-refused =
    { $count ->
        [one] { $count } bilhete seria retirado. Indique esse número abaixo, e que pode ser mais de 5 % onde isso for perguntado.
       *[other] { $count } bilhetes seriam retirados. Indique esse número abaixo, e que pode ser mais de 5 % onde isso for perguntado.
    }
preview = Pré-visualização
preview-title = O que { $file } alteraria
preview-text = Ainda nada foi alterado.
preview-apply = Aplicar o ficheiro
preview-gone = O ficheiro já não está aqui: foi aplicado, ou esperou mais de meia hora.
preview-same = O ficheiro não altera nada: já está tudo aqui.
preview-plan = Alterações no programa e nas entradas
preview-roster = Alterações nas listas
preview-notes = Convém saber
preview-events-removed = Seriam retirados eventos. Os seus bilhetes e registos ficam, mas já nenhuma entrada os admite.
preview-sessions-removed = As sessões que não estão no ficheiro aparecem como canceladas até ao seu fim previsto.
preview-founds = Não há programa, por isso é criado um evento para esta lista, com uma entrada.
preview-ignored = Colunas que ficam de fora: { $columns }
what = O quê
added = Novo
changed = Alterado
removed = Retirado
unchanged = Sem alterações
absent = Falta no ficheiro
and-more =
    { $count ->
        [one] e mais { $count }
       *[other] e mais { $count }
    }
noun-edition = Edição
noun-venues = Locais
noun-sessions = Sessões
noun-speakers = Oradores
noun-tracks = Temas
withdraw-text =
    { $count ->
        [one] { $count } bilhete conhecido não está no ficheiro. Seria retirado, e as entradas recusá-lo-iam.
       *[other] { $count } bilhetes conhecidos não estão no ficheiro. Seriam retirados, e as entradas recusá-los-iam.
    }
withdraw-number = Quantos bilhetes se devem retirar
withdraw-hint = Escreva o número acima, para que fique certo que o viu.
withdraw-much = É mais de 5 % dos bilhetes de um evento, e está certo
vanish-text =
    { $count ->
        [one] { $count } sessão já não está no ficheiro, mais de 5 %. É o programa inteiro?
       *[other] { $count } sessões já não estão no ficheiro, mais de 5 %. É o programa inteiro?
    }
vanish-number = Quantas sessões podem desaparecer
vanish-refused =
    { $count ->
        [one] Desapareceria { $count } sessão. Indique esse número em baixo, se o ficheiro estiver certo.
       *[other] Desapareceriam { $count } sessões. Indique esse número em baixo, se o ficheiro estiver certo.
    }

## Exportações

exports-text = Cada admissão que conta, e cada admissão dupla, numa tabela.
format = Formato
format-xlsx = Folha de cálculo (.xlsx)
format-csv = Tabela (.csv)
format-json = Para outras aplicações (.json)
export = Exportar
exports-personal = O ficheiro contém nomes de pessoas. Guarde-o só o tempo necessário.

## Postos de parte

aside-text = Registos que vieram de dispositivos e que não são contados. São guardados tal como estão, para que alguém os possa examinar.
aside-none = Nada foi posto de parte.
aside-caption = Registos postos de parte, os mais recentes primeiro
record = Registo
received = Recebido
why = Porquê
record-text = O que diz
aside-forked = Duas máquinas escrevem como se fossem uma
aside-unreadable = Não pode ser lido
aside-after-revocation = Veio depois de o dispositivo ser revogado
aside-other-kind = De um ensaio entre os reais, ou o contrário
aside-other-event = De um evento que não é do dispositivo
aside-hub-only = Diz o que só o hub decide
aside-other = Uma versão mais recente sabe-o
aside-counted =
    { $count ->
        [0] Já não havia nada que pudesse contar.
        [one] { $count } registo conta agora.
       *[other] { $count } registos contam agora.
    }
aside-late = De dispositivos revogados
aside-late-text = Vieram depois de o dispositivo ser revogado. Quando souber em que mãos esteve, pode fazer com que contem.
aside-foreign = De outros eventos
aside-foreign-text = Admitem bilhetes, ou anulam a admissão, em eventos que não são do dispositivo. Se os eventos dele mudaram enquanto estava sem rede, pode fazer com que contem.
aside-accept = Fazer com que contem
aside-each = Cada registo
records = Registos
accept-title =
    { $count ->
        [one] Fazer contar { $count } registo de { $name }?
       *[other] Fazer contar { $count } registos de { $name }?
    }
accept-whose = Vieram depois de o dispositivo ser revogado, por isso outra pessoa pode tê-los feito. Faça-os contar só se souber quem o tinha.
accept-foreign = São de eventos que não são do dispositivo. Se mudou os eventos dele enquanto estava sem rede, estão certos; se não, alguém pode tê-los inventado.
accept-revoked = O dispositivo está revogado: quem o tem pode tê-los feito.
accept-count = Contam como se tivessem vindo a tempo: nas presenças e, onde um bilhete entrou duas vezes, entre as admissões duplas.
accept-later = O que o dispositivo enviar depois é de novo posto de parte.
accept-stays = Não se pode voltar atrás.
accept-yes = Fazer com que contem

## Sobre este hub

fingerprint-hint = Um quiosque mostra a mesma impressão digital quando foi inscrito neste hub e em mais nenhum.
data = Dados
data-real = Reais
data-rehearsal = De um ensaio
store = Base de dados
backup = Cópia de segurança
backup-text = Uma cópia de tudo, feita enquanto o hub funciona. Guarde-a fora do disco desta máquina. Na própria máquina do hub:
administrators = Administração
administrators-text = Mais uma pessoa acrescenta-se na própria máquina do hub:
since = desde
wrong-passwords =
    { $count ->
        [0] Nas últimas 24 horas não foi tentada nenhuma palavra-passe errada.
        [one] Nas últimas 24 horas foi tentada { $count } palavra-passe errada.
       *[other] Nas últimas 24 horas foram tentadas { $count } palavras-passe erradas.
    }

## Quando algo não funciona

failure-missing = Esta página não existe
failure-missing-text = Talvez tenha sido movida, ou já não exista aquilo de que tratava.
failure-foreign = O formulário não foi aceite
failure-foreign-text = Não veio de uma página deste início de sessão. Abra a página de novo e repita o que fez. Nada foi alterado.
failure-form = O formulário não pode ser lido
failure-form-text = Abra a página de novo e repita o que fez. Nada foi alterado.
failure-too-large = O ficheiro é demasiado grande
failure-too-large-text = São aceites no máximo 100 MB. Nada foi alterado.
failure-refused = Isto não foi feito
failure-refused-text = O hub diz porquê:
failure-busy = O hub tem demasiado que fazer neste momento
failure-busy-text = Espere alguns segundos e abra a página de novo. Se estava a enviar algo, veja primeiro se foi aceite.
failure-store = Isto não funciona neste momento
failure-store-text = O hub não pode usar a sua base de dados por agora. Tente de novo daqui a um minuto; se continuar assim, quem gere o hub encontra o motivo no seu registo de atividade.
