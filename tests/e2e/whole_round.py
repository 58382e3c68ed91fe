"""What a referent and a coordinator do in a round, each in a browser of its own: one function a step.

The referent reads French, the coordinator Dutch. Everything goes through the pages, as with people.
"""

import io
import re

from django.core import mail
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.accounts.signing import code_of_app

PASSWORD = "een agent drinkt koffie op zaterdag"

TITLE = {"fr": "Un café avec un agent", "nl": "Koffie met een agent"}
FRENCH = "Chaque samedi, un agent prend un **café** avec les habitants."
DUTCH_AT_FIRST = "Elke zaterdag drinkt een agent koffie."
DUTCH = "Elke zaterdag drinkt een agent **koffie** met de bewoners."
ALTERNATIVE = {"fr": "Un agent et deux habitantes à table", "nl": "Een agent en twee bewoonsters aan tafel"}
REMARK, REMARK_ON_DUTCH = "Bijna klaar.", "Zeg met wie hij koffie drinkt."


class Person:
    """Somebody in front of a browser of its own. `complaints` is what the console and the content policy said."""

    def __init__(self, browser: Browser, address: str, **options):
        self.context: BrowserContext = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._watch)

    def _hear(self, message):
        if message.type == "error":
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _watch(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"{self.page.url} asked for {request.url}")

    def open(self, path):
        self.page.goto(self.address + path)

    def heading(self):
        return self.page.get_by_role("heading", level=1)

    def press(self, name, within=None, exact=True):
        (within or self.page.locator("main")).get_by_role("button", name=name, exact=exact).click()

    def follow(self, name, within=None, exact=True):
        (within or self.page.locator("main")).get_by_role("link", name=name, exact=exact).click()

    def fill(self, label, text, within=None):
        (within or self.page).get_by_label(label, exact=True).fill(text)

    def is_told(self, sentence):
        expect(self.page.get_by_role("status").filter(has_text=sentence)).to_be_visible()


def link_in_last_mail(to: str):
    """The first link of the mail that came last, which is to that person."""
    message = mail.outbox[-1]
    assert message.to == [to]
    return re.search(r"https?://\S+", message.body)[0]


# --- The coordinator invites ----------------------------------------------------------------------


def invites(coordinator: Person, email: str, partner: str):
    """Makes the account of a referent and sends its invitation, in the administration."""
    page = coordinator.page
    coordinator.open("/nl/admin/accounts/user/add/")
    page.fill("[name=email]", email)
    page.check("[name=usable_password][value=false]")
    page.click("[name=_continue]")
    page.fill("[name=first_name]", "Sam")
    page.fill("[name=last_name]", "Dubois")
    page.select_option("#id_language", "fr")
    page.select_option("[name=groups]", label="Referents")
    chooses_in_a_search(page, "#id_partners", partner)
    page.click("[name=_save]")
    row = page.locator("#result_list tr", has_text=email)
    row.locator(".action-select").check()
    page.select_option("[name=action]", "send_invitations")
    page.click("button[name=index]")
    expect(page.locator(".messagelist .success")).to_contain_text(email, ignore_case=True)


def chooses_in_a_search(page: Page, field: str, words: str):
    page.locator(f"{field} + .select2 .select2-search__field").fill(words)
    page.locator(".select2-results__option", has_text=words).click()


# --- The referent comes in ------------------------------------------------------------------------


def accepts(referent: Person, link: str, partner: str):
    """Follows the link of the invitation, chooses a password, and is on the page of the partner."""
    page = referent.page
    page.goto(link)
    page.fill("[name=new_password1]", PASSWORD)
    page.fill("[name=new_password2]", PASSWORD)
    page.locator("main").get_by_role("button").click()
    expect(referent.heading()).to_have_text(re.compile("Votre mise à jour"))
    expect(page.locator(".page-head .over")).to_have_text(partner)


def sets_up_a_second_factor(referent: Person) -> str:
    """Sets up an app, and goes on to the round. Returns one of the codes to keep: the app's is good for one time only,
    and shows another after half a minute."""
    page = referent.page
    page.get_by_role("link", name="Mon compte").click()
    referent.follow("Installer une application")
    page.click("summary")
    page.fill("[name=code]", code_of_app(page.locator("#authenticator_secret").inner_text()))
    referent.press("Installer")
    code = page.locator(".codes li").first.inner_text()
    referent.follow("Je les ai gardés")
    referent.follow("Continuer")
    expect(referent.heading()).to_have_text(re.compile("Votre mise à jour"))
    return code


def signs_in(referent: Person, email: str, code: str):
    """Signs out, and in again with the password and a code."""
    page = referent.page
    page.get_by_role("link", name="Mon compte").click()
    referent.press("Se déconnecter")
    referent.open("/fr/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    referent.press("Se connecter")
    page.fill("[name=code]", code)
    page.locator("main button[type=submit]").first.click()
    expect(referent.heading()).to_have_text(re.compile("Votre mise à jour"))


# --- The referent answers -------------------------------------------------------------------------


def card(referent: Person, title: str):
    return referent.page.locator("article.card", has=referent.page.get_by_role("heading", name=title, exact=True))


def says_it_goes_on(referent: Person, title: str):
    referent.press("Poursuivie, sans changement", card(referent, title))
    expect(card(referent, title).locator(".answer")).to_have_text("Poursuivie, sans changement")


def says_it_changed(referent: Person, title: str, french: str, dutch: str):
    referent.press("Poursuivie, avec changements", card(referent, title))
    referent.fill("Texte en français", french)
    referent.fill("Texte en néerlandais", dutch)
    saves(referent)


def says_it_ended(referent: Person, title: str, french: str, dutch: str):
    form = card(referent, title)
    form.locator("summary", has_text="Elle a pris fin").click()
    form.get_by_label("Pourquoi, en français").fill(french)
    form.get_by_label("Pourquoi, en néerlandais").fill(dutch)
    referent.press("Garder cette réponse", form.locator("details[open]", has_text="Elle a pris fin"))
    expect(card(referent, title).locator(".answer")).to_be_visible()


def says_it_is_not_ours(referent: Person, title: str, why: str):
    form = card(referent, title)
    form.locator("summary", has_text="Pas la nôtre").click()
    form.get_by_label("Ce n’est pas la nôtre").check()
    form.get_by_label("Remarque à la Coordination").fill(why)
    referent.press("Garder cette réponse", form.locator("details[open]", has_text="Pas la nôtre"))
    expect(card(referent, title).locator(".answer")).to_be_visible()


def adds_an_initiative(referent: Person, indicator: str):
    """A new one, with its text, a figure and a photo."""
    page = referent.page
    referent.follow("Ajouter une nouvelle initiative")
    referent.fill("Titre en français", TITLE["fr"])
    referent.fill("Titre en néerlandais", TITLE["nl"])
    page.get_by_label("Volet", exact=True).select_option(index=1)
    # Pressed twice, as a hand that is used to double clicks does.
    page.get_by_role("button", name="Ajouter et passer au texte").dblclick()
    expect(page.get_by_label("Texte en français", exact=True)).to_be_visible()
    referent.fill("Texte en français", FRENCH)
    referent.fill("Texte en néerlandais", DUTCH_AT_FIRST)
    referent.press("Ajouter un chiffre")
    figure = page.get_by_role("group", name="Chiffre 1")
    figure.get_by_label("Indicateur").select_option(label=indicator)
    referent.fill("Valeur", "1250", figure)
    referent.fill("Année", "2024", figure)
    page.get_by_role("button", name=re.compile("Enregistrer et passer aux photos")).click()
    adds_a_photo(referent)
    referent.follow("Retour à ma mise à jour")


def adds_a_photo(referent: Person):
    picture = io.BytesIO()
    Image.new("RGB", (640, 400), "#12476b").save(picture, "JPEG")
    file = {"name": "cafe.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    referent.page.get_by_label("Image", exact=True).set_input_files(file)
    referent.fill("Ce qu’elle montre, en français", ALTERNATIVE["fr"])
    referent.fill("Ce qu’elle montre, en néerlandais", ALTERNATIVE["nl"])
    referent.fill("Qui l’a prise", "Zone Midi")
    referent.page.get_by_label("Les personnes montrées ont donné leur accord").check()
    referent.press("Ajouter cette photo")
    expect(referent.page.get_by_role("img", name=ALTERNATIVE["fr"])).to_be_visible()


def saves(referent: Person):
    referent.press("Enregistrer", referent.page.locator(".save"))
    referent.is_told("Enregistré.")


def hands_in(referent: Person):
    referent.page.get_by_role("link", name="Vérifier et rentrer").first.click()
    expect(referent.heading()).to_have_text("Prêt à rentrer")
    referent.press("Rentrer la mise à jour")
    referent.is_told("Merci")


# --- The coordinator reviews ----------------------------------------------------------------------


def opens_in_the_review(coordinator: Person, title: str, state="submitted"):
    coordinator.open(f"/nl/round/review/?state={state}")
    coordinator.follow(title)
    expect(coordinator.heading()).to_have_text(title)


def gives_back(coordinator: Person, title: str):
    """Sends the new text back, with a remark on its Dutch, and writes to the partner."""
    page = coordinator.page
    opens_in_the_review(coordinator, title)
    page.get_by_label("Opmerking aan de partner").fill(REMARK)
    page.click("details.on-fields summary")
    page.get_by_label("tekst (Nederlands)", exact=False).fill(REMARK_ON_DUTCH)
    coordinator.press("Terugsturen")
    page.locator(".return-notice a").click()
    expect(page.locator(".letter")).to_contain_text(REMARK_ON_DUTCH)
    coordinator.press("Versturen")
    expect(page.get_by_role("status")).to_be_visible()


def highlights(coordinator: Person, title: str):
    """Has the text told in its volet, where its photo is shown large."""
    opens_in_the_review(coordinator, title)
    coordinator.page.get_by_role("link", name="Deze tekst bewerken").click()
    coordinator.page.check("[name=highlight]")
    coordinator.page.click("[name=_save]")


def validates_and_publishes(coordinator: Person, title: str):
    opens_in_the_review(coordinator, title)
    coordinator.press("Valideren")
    coordinator.press("Publiceren")
    expect(coordinator.page.locator(".page-head .marks")).to_contain_text("gepubliceerd")


def validates_the_others(coordinator: Person, count: int):
    """All that still waits, at once."""
    page = coordinator.page
    coordinator.open("/nl/round/review/?state=submitted")
    boxes = page.get_by_role("checkbox")
    expect(boxes).to_have_count(count)
    for box in boxes.all():
        box.check()
    coordinator.press("Valideren")
    expect(page.get_by_role("status")).to_contain_text(str(count))


def answers_the_question(coordinator: Person, answer: str):
    coordinator.page.get_by_role("link", name="De ronde").click()
    coordinator.page.get_by_label("Antwoord").fill(answer)
    coordinator.page.locator("form", has=coordinator.page.get_by_label("Antwoord")).get_by_role("button").click()
    expect(coordinator.page.get_by_role("status")).to_be_visible()


def exports(coordinator: Person, language: str, file_format: str) -> bytes:
    """The file behind the link on the page of the editions."""
    coordinator.page.get_by_role("link", name="Edities", exact=True).click()
    address = coordinator.page.locator(f".copies a[href$='{language}.{file_format}']").get_attribute("href")
    answer = coordinator.context.request.get(coordinator.address + address)
    assert answer.ok
    return answer.body()


# --- The referent corrects ------------------------------------------------------------------------


def corrects(referent: Person, link: str):
    """Follows the link of the mail to the text, reads the remark, and puts the Dutch right."""
    page = referent.page
    page.goto(link)
    expect(page.locator("main")).to_contain_text(REMARK_ON_DUTCH)
    referent.fill("Texte en néerlandais", DUTCH)
    saves(referent)
