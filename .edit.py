import re,tomllib
from pathlib import Path
p=Path('config/topics.toml'); s=p.read_text()
blocks=re.split(r'(?=^\[\[topic\]\])',s,flags=re.M)
def edit(slug,part,lang,add=(),drop=()):
    global blocks
    for n,b in enumerate(blocks):
        if f'slug = "{slug}"' in b:
            head,tail=b.split(f'[topic.{part}]',1)
            if part=='strong':
                body,rest=tail.split('[topic.weak]',1); rest='[topic.weak]'+rest
            else: body,rest=tail,''
            m=re.search(rf'^{lang} = \[(.*)\]$',body,re.M)
            items=re.findall(r'"([^"]*)"',m[1])
            for d in drop:
                if d not in items: print('NOT THERE',slug,part,lang,d)
            items=[i for i in items if i not in drop]+[a for a in add if a not in items]
            body=body[:m.start()]+f'{lang} = ['+', '.join(f'"{i}"' for i in items)+']'+body[m.end():]
            blocks[n]=head+f'[topic.{part}]'+body+rest
            return
    print('NO',slug)
def move(slug,lang,*words):   # strong -> weak
    edit(slug,'strong',lang,drop=words); edit(slug,'weak',lang,add=words)
E_='edit'
# holidays
edit('festival','strong','en',add=["Easter","Christmas","Nauryz","Martenitsa","Baba Marta","Martisor","Midsummer","Advent","Juhannus","Vappu","Martinstag","anniversary concert","jubilee","Independence Day","Constitution Day","carols"],drop=["holiday"])
edit('festival','weak','en',add=["holiday","anniversary","costume","marked"])
edit('festival','strong','ru',add=["Пасха","Велик ден","Великден","мартеница","Баба Марта","мэрцишор","марцишор","Наурыз","Рождество","Новый год","юханнус","ваппу","Иванов день","Янов день","Йонинес","День независимости","День Конституции","юбилей","годовщина","карнавал","маскарад","День матери"],drop=["праздничный"])
edit('festival','weak','ru',add=["праздничный","поздравить","хоровод","ёлка"])
edit('festival','strong','kk',add=["мерейтой","жылдық"],drop=[])
edit('festival','strong','de',add=["Ostern","Weihnachten","Advent","Volksfest","Sommerfest","Frühlingsfest","Herbstfest","Winterfest","Kinderfest","Stadtfest","Weihnachtsfest","Osterfest","Oktoberfest","Martinszug","Laternenumzug","Laterne","Jubiläum","Nauryz"],drop=["*fest","Fest"])
edit('festival','weak','de',add=["Fest","Geburtstag"])
edit('festival','strong','pl',add=["Wigili*","Wielkanoc*","rocznic*","Dzień Niepodległości","bal","kolęd*"])
# cuisine
edit('cuisine','strong','en',add=["pastry","pie","bread","goulash","poppy seed"],drop=["kitchen table"])
edit('cuisine','weak','en',add=["kitchen","cheese","tea","flour"],drop=["bread"])
edit('cuisine','strong','ru',add=["баница","плацинда","мамалыга","сарма","цеппелины","шакотис","бейгли","лангош","бигос","пахлава","штоллен","кулич","каравай","пряник","кребли","паприкаш","испечённый","хозяюшка","отведать","лепить","варить","стряпать"],drop=["печь","готовить"])
edit('cuisine','weak','ru',add=["печь","готовить","творог","варенье","пробовать"])
edit('cuisine','strong','kk',add=["бауырсақ","наурыз-көже","бәліш","пісір*"],drop=["аспаз"])
edit('cuisine','weak','kk',add=["аспаз"])
edit('cuisine','strong','de',add=["Krebbel","Stollen","Plätzchen","gebacken","Backen","Riwwelkuchen"],drop=["auftischen","Gericht"])
edit('cuisine','weak','de',add=["auftisch*","Gericht","Brot","Pfannkuchen"])
edit('cuisine','strong','pl',add=["barszcz*","makow*","bigos*","opłat*","wypiek*","piernik*"])
# official
for l,w in (('en',["consul","embassy"]),('ru',["консул","посольство","консульство","депутат","парламентарий"]),('kk',["консул","елшілік","депутат","сапар"]),('de',["Konsul","*konsul","Botschaft","Abgeordnete","Gespräche"]),('pl',["konsul*","ambasad*","rozmow*"])): move('official_visit',l,*w)
edit('official_visit','weak','en',add=["official","president","prime minister","diplomat","capital"])
edit('official_visit','strong','ru',add=["посетить","глава МИД","премьер-министр","президент","вице-министр"])
edit('official_visit','strong','en',add=["prime minister visit","paid a visit","visits"])
edit('official_visit','strong','kk',add=["сапармен"])
edit('official_visit','strong','de',add=["Staatssekretär*","Ministerpräsident*","Minister"],drop=[]); edit('official_visit','weak','de',drop=["Minister"])
# camp
move('youth_camp','en',"camp","bonfire"); edit('youth_camp','strong','en',add=["language camp","children's camp"])
move('youth_camp','ru',"лагерь","костёр"); edit('youth_camp','strong','ru',add=["языковой лагерь","детский лагерь","молодёжный лагерь","летняя школа","лагерь отдыха","в лагерь","лагерная смена","вожатая"])
move('youth_camp','kk',"лагерь","лагері")
move('youth_camp','de',"Lager"); edit('youth_camp','strong','de',add=["Sprachlager","Musiklager","Kinderlager","Sommerschule","Sommerakademie"],drop=["*lager"])
edit('youth_camp','strong','pl',add=["letni* szkoł*","półkoloni*"])
# religion
for l,w in (('en',["priest","pastor","prayer","church","congregation","Easter","Christmas","blessing"]),('ru',["священник","молитва","церковь","благословение","пастор"]),('kk',["дінбасы","пастор","дұға","бата","қоңырау","шіркеу"]),('de',["Pfarrer","Priester","Pastor","Gebet","Kirche","Oster*","Segen"]),('pl',["ksiądz","księ*"])): move('religious_service',l,*w)
edit('religious_service','strong','en',add=["Easter mass","Christmas mass","Easter service","church service","liturgy"])
edit('religious_service','strong','kk',add=["шіркеу қауымы"])
# charity
for l,w in (('en',["volunteer","lonely","parcel"]),('ru',["доброволец","волонтёр","одинокий","посылка"]),('kk',["ерікті","сәлемдеме","жалғызбасты"]),('de',["Freiwillige*","Paket","Pakete","einsam*"]),('pl',["wolontariusz*"])): move('charity',l,*w)
edit('charity','strong','de',drop=["Geld für"],add=["Hilfspaket für","Kleiderspende*"]); edit('charity','weak','de',add=["Geld für","Postkarte"])
edit('charity','strong','ru',add=["продуктовый набор","социальная помощь","адресная помощь","бесплатно раздать"])
edit('charity','strong','en',add=["food parcel","charity concert","warm clothes"])
# organisation
for l,w in (('ru',["собрание","филиал","делегат","курултай","правление"]),('en',["delegates","kurultai","chairman","chairwoman"]),('kk',["құрылтай","жиналыс","делегат"]),('de',["Kurultai","Delegierte","Delegierten"])): move('organisation',l,*w)
edit('organisation','strong','ru',add=["отчётно-выборный","зарегистрировать","свидетельство о регистрации","открытие центра","избрание","переизбрать","новое правление","годовое собрание"])
edit('organisation','strong','en',add=["registered","was founded","have founded","new centre","general meeting","re-elected"])
edit('organisation','strong','de',add=["Zentrum eröffnet","neuer Vorstand","Wahl des"])
# media
for l,w in (('en',["book of","archive of","issue","publication","memoir"]),('ru',["книга","сборник","сайт","издание"]),('kk',["кітап","кітабы"]),('de',["Buch","Bücher","Chronik*"]),('pl',["książk*","wydan*"])): move('media',l,*w)
edit('media','strong','ru',add=["фильм","кино","радио","телеканал","медиа","медиашкола","книга воспоминаний","презентация книги","выпустить книгу","издать книгу"]); edit('media','strong','en',add=["film","radio","broadcast","weekly","journalism","book of memories","journalist"]); edit('media','weak','en',drop=["journalist"])
edit('media','strong','de',add=["Film","Radio","Journalist*","Buch mit","Dorfchronik*","Reporter*"]); edit('media','weak','de',drop=["Journalist*"])
edit('media','strong','kk',add=["фильм","радио","естеліктер*"]); edit('media','strong','pl',add=["film*","kino","radi|o"])
# dance / music / theatre / others
move('dance','en',"waltz","polka"); move('dance','ru',"вальс","полька"); move('dance','de',"Walzer","Polka"); move('dance','kk',"вальс")
edit('dance','strong','kk',drop=["биле*"],add=["=билейді","=биледі","=билеп","=би тобы","би тобы","би ұжымы","би ансамблі"])
edit('music','strong','kk',drop=["күй","жыры","нота"]); edit('music','weak','kk',add=["нота","күй"])
edit('music','strong','en',drop=["tune","melody"],add=["sings"]); edit('music','weak','en',add=["tune","melody"])
edit('music','strong','de',drop=["*lied","*lieder","Noten","Akkordeon"],add=["Volkslied","Volkslieder","Wiegenlied","Kirchenlied"]); edit('music','weak','de',add=["Noten","Akkordeon"])
move('music','ru',"баян","аккордеон","ноты","мелодия"); move('music','en',"accordion")
edit('theatre','strong','ru',drop=["премьера","постановка","режиссёр","комедия","актёр"]); edit('theatre','weak','ru',add=["премьера","постановка","режиссёр","комедия","актёр","труппа"])
edit('lecture','strong','en',drop=["workshop"]); edit('lecture','weak','en',add=["workshop","discussion","talk"])
edit('lecture','strong','ru',drop=["мастерская"],add=["литературный вечер","чтения","мастер-класс по","дискуссия"]); edit('lecture','weak','ru',add=["мастерская","вечер"])
edit('language_course','strong','en',drop=["grammar","alphabet"],add=["language lessons","learning German","learn Greek"]); edit('language_course','weak','en',add=["grammar","alphabet","lessons"])
edit('language_course','strong','ru',drop=["грамматика","алфавит","учить язык","языковой экзамен"],add=["учить язык","факультатив","олимпиада по языку"]); edit('language_course','weak','ru',add=["грамматика","алфавит","языковой","слово"])
edit('language_course','strong','de',drop=["Grammatik","Alphabet","Sprachprüfung"],add=["Deutsch lernen","lernt man Deutsch","Sprachunterricht"]); edit('language_course','weak','de',add=["Grammatik","Alphabet","Deutsch","Dativ","Vokabel*"])
edit('language_course','strong','kk',drop=["грамматика"]); edit('language_course','weak','kk',add=["грамматика"])
edit('memorial','strong','ru',add=["траурный","поминать","поминовение","захоронение","расстрелять","ссыльный","выселение","депортировать","минута молчания","панихида"],drop=["ветеран"]); edit('memorial','weak','ru',add=["ветеран","вспоминать","погибший","венок","цветы"])
edit('memorial','strong','en',drop=["special settler"],add=["deportee","exile"]); edit('memorial','weak','en',add=["special settler"],drop=["train"])
edit('memorial','weak','de',add=["Trauer*","Verbannung"]); 
edit('exhibition','strong','en',drop=["display"]); edit('exhibition','weak','en',add=["display"])
edit('exhibition','strong','de',add=["stellt die","Exponate"]); 
edit('scholarship','strong','ru',add=["учёба за рубежом","поступить в вуз","стипендиальный","магистратура"],drop=["учиться в"])
edit('scholarship','weak','ru',add=["учиться в","студенческий","поступить"])
edit('scholarship','strong','de',add=["Doppelabschluss","Studienplatz*","Austausch von Studenten"])
edit('business','strong','en',drop=["company","firm","trade"],add=["companies","small business"]); edit('business','weak','en',add=["company","firm","trade","export","signed","tourist"])
edit('business','strong','ru',drop=["компания","фирма"],add=["товаропроизводитель","малый бизнес","зерновой терминал"]); edit('business','weak','ru',add=["компания","фирма","товар","проект"])
edit('business','strong','de',drop=["Unternehmen","*unternehmen","Firma","Betrieb*","Firmen"]); edit('business','weak','de',add=["Unternehmen","Firma","Firmen","Betrieb","Betriebe","beschäftigt","Fachkräfte"])
edit('business','strong','kk',drop=["компания","фирма","сауда"]); edit('business','weak','kk',add=["компания","фирма","сауда"])
edit('tourism','strong','ru',drop=["экскурсовод","турист"]); edit('tourism','weak','ru',add=["экскурсовод","турист"])
edit('tourism','strong','en',drop=["excursion"]); edit('tourism','weak','en',add=["excursion","travel"])
out="".join(blocks); tomllib.loads(out); p.write_text(out)
p=Path('config/relevance.toml'); s=p.read_text()
s=s.replace('''[[cue]]
name = "universities"
weight = { bilateral = 1.0 }
en = ["university",''','''[[cue]]
name = "travel"
weight = { bilateral = 0.5 }
en = ["tourist", "tourism", "charter", "direct flight", "airline"]
ru = ["туристический", "туризм", "чартер", "авиарейс", "прямой рейс", "авиакомпания"]
kk = ["туризм", "чартер", "әуе рейс*", "тікелей рейс"]
de = ["Tourismus", "Charter*", "Direktflug*", "Fluggesellschaft*"]
pl = ["turysty*", "czarter*", "lot"]

[[cue]]
name = "government"
weight = { bilateral = 0.5, homeland_news = 0.5 }
at_most = 1
en = ["government"]
ru = ["правительство"]
kk = ["үкімет", "үкіметі"]
de = ["Regierung"]
pl = ["rząd*"]

[[cue]]
name = "universities"
weight = { bilateral = 1.0 }
en = ["students from Kazakhstan", "university",''')
s=s.replace('''ru = ["университет", "диплом", "обмен студентами"''','''ru = ["казахстанские студенты", "студенты из Казахстана", "университет", "диплом", "обмен студентами"''')
s=s.replace('''kk = ["университет", "диплом", "студент алмас*"''','''kk = ["қазақстандық студент", "университет", "диплом", "студент алмас*"''')
s=s.replace('''de = ["Universität", "*abschlüsse"''','''de = ["Studenten aus Kasachstan", "Universität", "*abschlüsse"''')
s=s.replace('''en = ["Kazakh diaspora", ''','''en = ["Kazakh diaspora", "Kazakh families", ''').replace('''ru = ["казахская диаспора", ''','''ru = ["казахская диаспора", "казахские семьи", ''').replace('''kk = ["қазақ диаспора*", ''','''kk = ["қазақ диаспора*", "қазақ отбас*", ''').replace('''de = ["kasachische Diaspora", ''','''de = ["kasachische Familien", "kasachische Diaspora", ''')
tomllib.loads(s); p.write_text(s)
