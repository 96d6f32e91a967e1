"""Pages that are shown in place of an article, in the words of those who make them; and articles about such pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawlers.extract.page_input import PageInput
from crawlers.extract.page_type.address import is_list
from crawlers.extract.parsers import NotADocument, read

REFUSALS = [
    # kind, the browser's title, headline, text
    ("challenge", "Слишком много запросов", "Слишком много запросов", "С вашего адреса приходит слишком много запросов. Зайдите на портал через час."),
    ("challenge", "Rate limit exceeded", "429 Too Many Requests", "Please slow down and come again in an hour."),
    ("challenge", "Robot or human?", "Robot or human?", "Press and hold the button below, and the page will open."),
    ("login wall", "Портал", "Статья доступна только по подписке", "Оформите подписку на месяц или год. Уже есть подписка? Войдите."),
    ("error page", "Fehler 404", "Diese Seite gibt es nicht mehr", "Leider konnten wir den Beitrag nicht finden. Vielleicht hilft die Suche."),
    ("error page", "Portal", "This story is no longer available", "The story you are looking for has been removed by its author. Go to our home page."),
    ("parked", "portal.example", "portal.example steht zum Verkauf", "Diese Domain können Sie kaufen. Machen Sie dem Inhaber ein Angebot."),
    ("server error", "WordPress › Error", "", "There has been a critical error on this website. Learn more about troubleshooting WordPress. Please ask the owner."),
    ("needs javascript", "Портал", "Ваш браузер устарел", "Обновите браузер до последней версии, чтобы увидеть сайт."),
    ("challenge", "Just a moment...", "portal.example", "Verifying you are human. This may take a few seconds. portal.example needs to review the security of your connection before proceeding."),
    ("challenge", "Один момент…", "portal.example", "Подтвердите, что вы человек, выполнив указанное действие. Прежде чем продолжить, portal.example необходимо проверить безопасность вашего подключения."),
    ("challenge", "Бір сәт…", "portal.example", "Төмендегі әрекетті орындап, адам екеніңізді растаңыз. portal.example қосылымыңыздың қауіпсіздігін тексеруі керек."),
    ("challenge", "Nur einen Moment…", "portal.example", "Bestätigen Sie, dass Sie ein Mensch sind, indem Sie die Aktion unten durchführen. portal.example muss die Sicherheit Ihrer Verbindung überprüfen."),
    ("challenge", "Chwileczkę…", "portal.example", "Potwierdź, że jesteś człowiekiem, wykonując poniższą czynność. Serwis musi sprawdzić bezpieczeństwo Twojego połączenia."),
    ("challenge", "Attention Required! | Cloudflare", "Sorry, you have been blocked", "You are unable to access portal.example. Why have I been blocked? This website is using a security service to protect itself from online attacks."),
    ("challenge", "DDoS-Guard", "Проверка браузера перед переходом на сайт portal.example", "Пожалуйста, подождите несколько секунд. После проверки вы будете перенаправлены автоматически. Защита от DDoS-атак: DDoS-Guard."),
    ("challenge", "Access Denied", "Access Denied", "You don't have permission to access \"http://portal.example/news/12\" on this server. Reference #18.4f2d1602.1700000000.1a2b3c4d"),
    ("challenge", "403 Forbidden", "403 Forbidden", "nginx"),
    ("challenge", "Ой!", "Вы не робот?", "Подтвердите, что запросы отправляли вы, а не робот. Нажмите, чтобы продолжить."),
    ("challenge", "Pardon Our Interruption", "Pardon Our Interruption...", "As you were browsing, something about your browser made us think you might be a bot. Please make sure that Javascript and cookies are enabled on your browser."),
    ("consent wall", "Газета", "Мы используем файлы cookie", "Наш сайт использует cookies и похожие технологии для анализа посещаемости. Продолжая пользоваться сайтом, вы соглашаетесь с политикой обработки данных."),
    ("consent wall", "Bevor Sie fortfahren", "Bevor Sie fortfahren", "Wir verwenden Cookies und Daten, um Dienste bereitzustellen. Wenn Sie alle akzeptieren, messen wir auch die Reichweite."),
    ("consent wall", "Portal", "We value your privacy", "We and our 842 partners store and access information on your device, such as unique IDs in cookies, to process personal data. You may accept all or manage your choices."),
    ("consent wall", "Zanim przejdziesz do serwisu", "Szanujemy Twoją prywatność", "My i nasi partnerzy przechowujemy informacje na urządzeniu, takie jak pliki cookies. Kliknij, aby wyrazić zgodę na przetwarzanie danych."),
    ("login wall", "Вход на сайт", "Авторизация", "Для просмотра этого материала необходимо авторизоваться. Забыли пароль? Войдите или зарегистрируйтесь."),
    ("login wall", "Portal", "Log in to continue", "This article is available only to registered readers. Log in or sign up for free. Forgot your password?"),
    ("login wall", "Портал", "Жүйеге кіру", "Бұл материалды тек тіркелген оқырмандар көре алады. Кіріңіз немесе тіркеліңіз. Құпиясөзді ұмыттыңыз ба?"),
    ("login wall", "Zeitung", "Bitte melden Sie sich an", "Dieser Artikel ist nur für Abonnenten lesbar. Melden Sie sich an oder schließen Sie ein Abo ab. Passwort vergessen?"),
    ("login wall", "Gazeta", "Zaloguj się, aby czytać dalej", "Artykuł dostępny tylko dla zalogowanych czytelników. Zaloguj się lub załóż konto."),
    ("error page", "404 Not Found", "404 Not Found", "nginx/1.18.0"),
    ("error page", "Page not found – Portal", "Oops! That page can’t be found.", "It looks like nothing was found at this location. Maybe try one of the links below or a search?"),
    ("error page", "Not Found", "Not Found", "The requested URL /news/12 was not found on this server. Apache/2.4.41 Server at portal.example Port 80"),
    ("error page", "Страница не найдена | Газета", "Ошибка 404", "Запрашиваемая вами страница не существует либо произошла ошибка. Воспользуйтесь поиском или вернитесь на главную страницу."),
    ("error page", "Газета", "404. Упс! Такой страницы не существует", "Вы перешли по устаревшей ссылке, или адрес был набран с ошибкой. Проверьте правильность адреса."),
    ("error page", "Газета", "Новость не найдена", "Возможно, она снята с публикации. Читайте другие новости раздела или перейдите на главную."),
    ("error page", "Бет табылмады", "Бет табылмады", "Сіз іздеген бет жойылған немесе көшірілген болуы мүмкін. Басты бетке оралыңыз."),
    ("error page", "Seite nicht gefunden", "Diese Seite wurde leider nicht gefunden", "Die von Ihnen aufgerufene Seite wurde verschoben oder gelöscht. Nutzen Sie unsere Suche oder gehen Sie zur Startseite."),
    ("error page", "Nie znaleziono strony", "Strona nie istnieje", "Strona została usunięta lub przeniesiona. Sprawdź poprawność adresu albo wróć na stronę główną."),
    ("error page", "Новини", "Страницата не е намерена", "Тя може да е преместена или изтрита. Върнете се към началната страница."),
    ("error page", "Uudised", "Lehekülge ei leitud", "Võimalik, et see on eemaldatud. Tagasi avalehele."),
    ("error page", "Uutiset", "Sivua ei löytynyt", "Etsimäsi sivu on ehkä poistettu. Palaa etusivulle."),
    ("error page", "Hírek", "A keresett oldal nem található", "Az oldal megszűnt. Vissza a főoldalra."),
    ("error page", "Naujienos", "Puslapis nerastas", "Puslapis perkeltas arba ištrintas. Grįžkite į pagrindinį puslapį."),
    ("error page", "Știri", "Pagina nu a fost găsită", "Adresa este greșită. Mergeți la pagina principală."),
    ("error page", "Νέα", "Η σελίδα δεν βρέθηκε", "Μπορεί να έχει μετακινηθεί. Επιστρέψτε στην αρχική σελίδα."),
    ("suspended", "Account Suspended", "Account Suspended", "This account has been suspended. Contact your hosting provider for more information."),
    ("suspended", "Сайт заблокирован", "Сайт временно отключён", "Владельцу сайта необходимо обратиться в службу технической поддержки хостинга для выяснения причин."),
    ("suspended", "Хостинг", "Хостинг сайта приостановлен", "Если вы владелец сайта, продлите услугу. Обратитесь в поддержку хостинг-провайдера."),
    ("suspended", "Strona", "Strona została zawieszona", "Jeżeli jesteś właścicielem, skontaktuj się z biurem obsługi klienta."),
    ("parked", "portal.example", "Домен portal.example зарегистрирован и припаркован", "Данный домен зарегистрирован на сайте регистратора. Вы можете заказать хостинг прямо сейчас."),
    ("parked", "portal.example is for sale", "The domain name portal.example is for sale!", "Buy this domain today. Get a price in less than 24 hours."),
    ("parked", "portal.example", "Diese Domain steht zum Verkauf", "Diese Domain wurde bei einem Anbieter geparkt. Related searches."),
    ("parked", "Домен не прилинкован", "Домен не прилинкован ни к одной из директорий на сервере!", "Зайдите в панель управления и укажите каталог сайта."),
    ("parked", "Welcome to nginx!", "Welcome to nginx!", "If you see this page, the nginx web server is successfully installed and working. Further configuration is required."),
    ("parked", "Apache2 Ubuntu Default Page: It works", "Apache2 Default Page", "This is the default welcome page used to test the correct operation of the Apache2 server."),
    ("maintenance", "Maintenance", "", "Briefly unavailable for scheduled maintenance. Check back in a minute."),
    ("maintenance", "Портал", "Сайт временно недоступен", "На сервере ведутся технические работы. Приносим извинения, зайдите, пожалуйста, через час."),
    ("maintenance", "Портал", "Техникалық жұмыстар жүргізілуде", "Сайтта техникалық жұмыстар жүріп жатыр. Кешірім сұраймыз."),
    ("maintenance", "Wartungsarbeiten", "Wartungsarbeiten", "Derzeit finden Wartungsarbeiten statt. Wir bitten um Ihr Verständnis."),
    ("maintenance", "Portal", "Przerwa techniczna", "Trwają prace nad nową wersją serwisu. Przepraszamy za utrudnienia."),
    ("server error", "Database Error", "Error establishing a database connection", ""),
    ("server error", "500 Internal Server Error", "Internal Server Error", "The server encountered an internal error or misconfiguration and was unable to complete your request."),
    ("server error", "502 Bad Gateway", "502 Bad Gateway", "nginx"),
    ("server error", "Портал", "", "Warning: mysql_connect(): Access denied for user 'site'@'localhost' in /home/site/www/db.php on line 14. Ошибка подключения к базе данных."),
    ("server error", "WordPress › Error", "", "There has been a critical error on this website. Learn more about troubleshooting WordPress."),
    ("server error", "Портал", "Внутренняя ошибка сервера", "На сервере произошла ошибка, мы уже работаем над её устранением."),
    ("needs javascript", "Portal", "", "You need to enable JavaScript to run this app."),
    ("needs javascript", "Портал", "", "Для работы сайта необходимо включить поддержку JavaScript в вашем браузере."),
]  # fmt: skip

ARTICLES = [
    ("Account of a banker suspended in Astana", "The court suspended the account of the company for a month. Its lawyers told the paper that they would appeal. The hearing is set for Friday."),
    ("Как работает «Доступ запрещён»: почему блокируют сайты", "Министерство объяснило, почему жители не могли открыть три сайта. Провайдеры получили предписание ночью. К вечеру доступ вернули."),
    ("Страница не найдена: библиотека ищет пропавший дневник переселенца", "Из дневника польского переселенца исчезла одна страница. Сотрудники библиотеки просят откликнуться тех, кто её видел. Дневник хранится с 1936 года."),
    ("Технические работы в Доме дружбы закончатся к маю", "В Доме дружбы меняют крышу и проводку. Концерты немецкого центра перенесли в школу. Директор обещает открыть зал ко Дню единства."),
    ("Домен .қаз подорожал: что об этом думают редакторы", "Регистратор поднял цену домена. Редакторы двух газет сказали, что продлят свои имена. Третья уже продаёт старый адрес."),
    ("Login statt Leserbrief: wie eine Zeitung ihre Leser zählt", "Die Zeitung verlangt seit März eine Anmeldung. Die Redaktion sprach mit Lesern in Almaty. Viele haben ihr Passwort vergessen und lachen darüber."),
    ("Cookies и приватность: чему учат пенсионеров", "На курсах объяснили, зачем сайты просят согласие. Слушатели узнали, как отказаться. Занятия ведёт студентка из Литвы."),
    ("Хакеры атаковали портал диаспоры", "Портал не открывался три часа. Посетители видели ошибку 502, рассказал редактор. Сейчас всё работает, данные не пострадали."),
]  # fmt: skip


def _read(html: str, url: str = "https://portal.example/news/12") -> None:
    read(
        PageInput(
            url=url,
            body=html.encode(),
            mime="text/html",
            charset="utf-8",
            captured_at=datetime(2026, 1, 10, tzinfo=UTC),
            role="article",
            source_id="portal",
            reader=None,
            articles=None,
        )
    )


def _page(bar: str, headline: str, text: str, around: str = "") -> str:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in text.split("\n"))
    h1 = f"<h1>{headline}</h1>" if headline else ""
    return f"<!doctype html><html><head><title>{bar}</title></head><body>{around}<div>{h1}{paragraphs}</div></body></html>"


@pytest.mark.parametrize(
    ("kind", "bar", "headline", "text"),
    REFUSALS,
    ids=[f"{kind}: {headline or text}"[:50] for kind, _, headline, text in REFUSALS],
)
def test_a_refusal_is_named_and_no_document(kind: str, bar: str, headline: str, text: str) -> None:
    with pytest.raises(NotADocument, match=f"^{kind}$"):
        _read(_page(bar, headline, text))


@pytest.mark.parametrize(
    ("kind", "bar", "headline", "text"),
    [row for row in REFUSALS if row[2] and row[0] in {"error page", "login wall", "maintenance"}],
)
def test_a_refusal_inside_the_frame_of_its_site_is_named_too(
    kind: str, bar: str, headline: str, text: str
) -> None:
    menu = "".join(f'<li><a href="/{place}">Рубрика номер {place}</a></li>' for place in range(12))
    news = "".join(
        f'<div class="teaser"><a href="/news/{place}">Посёлок отметил праздник урожая в {place} раз</a></div>'
        for place in range(20, 30)
    )

    with pytest.raises(NotADocument, match=f"^{kind}$"):
        _read(_page(bar, headline, text, f"<nav><ul>{menu}</ul></nav><div class='side'>{news}</div>"))


@pytest.mark.parametrize(("headline", "text"), ARTICLES)
def test_an_article_about_such_things_is_one(headline: str, text: str) -> None:
    _read(_page(f"{headline} | Газета", headline, text.replace(". ", ".\n")))


def test_markup_that_says_article_outweighs_the_form_of_an_address() -> None:
    marked = '<meta property="article:published_time" content="2016-05-04T10:00:00+06:00">'
    text = "В ауле открылась новая школа на триста мест, сообщили в акимате района."
    page = f"<html><head>{marked}</head><body><article><h1>Открытие школы</h1><p>{text}</p></article></body></html>"

    for address in ("/archives/1234", "/news/view.php?id=12&page=1", "/tag/shkola/1234"):
        _read(page, f"https://portal.example{address}")
    with pytest.raises(NotADocument, match="listing"):
        _read(page.replace(marked, ""), "https://portal.example/archives/1234")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/category/news/", True),
        ("/news/page/3/", True),
        ("/news/?page=3", True),
        ("/?s=немцы", True),
        ("/index.php?option=com_content&view=category&id=9&lang=en", True),
        ("/index.php?option=com_content&view=article&id=304&catid=9", False),
        ("/news/view.php?id=12&page=1", False),
        ("/?p=12&cat=3", False),
        ("/news/2016/05/04/shkola", False),
    ],
)
def test_a_list_is_told_by_its_address(address: str, expected: bool) -> None:
    assert is_list(f"https://portal.example{address}") is expected
