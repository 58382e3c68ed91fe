"""A partner's page for the round: what it is asked, what it answered, what remains, and the handing in."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from initiatives.services import TransitionRefused
from records.access import REFERENTS
from records.models import StaleRecordError
from rounds import antenna_answers, services
from rounds.addresses import get_first_address, get_text_address
from rounds.board import list_board_rows
from rounds.forms import EndForm, InitiativeQuestionForm, NewInitiativeForm, QuestionForm
from rounds.models import Question
from rounds.queries import (
    find_deadline,
    find_last_reported_period,
    find_next_round,
    get_open_rounds,
    get_partners_for_user,
    read_partner_round,
)
from rounds.services import RoundRefused
from rounds.views.access import PartnerMixin, RoundMixin
from rounds.waiting_texts import list_waiting_texts


class MyUpdate(LoginRequiredMixin, TemplateView):
    """The way in: to the page of the one partner, or to the choice of several with how far each of them is."""

    template_name = "rounds/my_update/choice.html"

    def get(self, request, *args, **kwargs):
        partners = list(get_partners_for_user(request.user))
        if not partners and REFERENTS not in request.user.group_names:
            raise PermissionDenied
        today = timezone.localdate()
        if len(partners) == 1:
            return redirect(get_first_address(partners[0], today))
        rounds = list(get_open_rounds(today))
        context = {
            "partners": partners,
            "rounds": [(period, list_board_rows(period, today, partners)) for period in rounds],
            "waiting": list_waiting_texts(partners, rounds),
            "next_round": None if rounds else find_next_round(today),
        }
        return self.render_to_response(self.get_context_data(**context))


class PartnerPage(PartnerMixin, TemplateView):
    """Everything that waits for a partner: each open round, and the texts of other periods that are with it. Where one
    round is all there is, its page. Where there is nothing: when the next one opens, and what was said in the last."""

    template_name = "rounds/my_update/partner.html"

    def get(self, request, *args, **kwargs):
        rounds = list(get_open_rounds(self.today))
        waiting = list_waiting_texts([self.partner], rounds)
        if len(rounds) == 1 and not waiting:
            return redirect("rounds:partner-round", self.partner.key, rounds[0].key)
        context = {"rounds": [(period, self._get_board_row(period)) for period in rounds], "waiting": waiting}
        if not rounds:
            context |= self._build_context_between_rounds()
        return self.render_to_response(self.get_context_data(**context))

    @cached_property
    def today(self):
        return timezone.localdate()

    def _get_board_row(self, period):
        return list_board_rows(period, self.today, [self.partner])[0]

    def _build_context_between_rounds(self):
        last = find_last_reported_period(self.partner, self.today)
        items = read_partner_round(self.partner, last).items if last else []
        return {
            "next_round": find_next_round(self.today), "last": last, "items": [item for item in items if item.update]
        }  # fmt: skip


class PartnerRoundPage(RoundMixin, TemplateView):
    """The partner's items in a round."""

    template_name = "rounds/my_update/partner_round.html"
    refused = {}
    """Initiative pk → the form that was sent for it and refused."""

    question_form = None

    def get_context_data(self, **context):
        page = read_partner_round(self.partner, self.period)
        items = [PageItem(item, self.refused.get(item.initiative.pk)) for item in page.items]
        antennas = [PageAntenna(item) for item in page.antennas]
        rounds = list(get_open_rounds(timezone.localdate()))
        return super().get_context_data(**context) | {
            "partner_round": page,
            "returned": [shown for shown in (*items, *antennas) if shown.item.last_remark],
            "asked": [item for item in items[: len(page.asked)] if not item.item.last_remark],
            "added": [item for item in items[len(page.asked) :] if not item.item.last_remark],
            "antennas": [shown for shown in antennas if not shown.item.last_remark],
            "can_submit": not page.is_submitted or any(item.update and item.is_editable for item in page.answered),
            "editable": set(find_editable_shared(page, self.request.user)),
            "questions": Question.objects.visible_to(self.request.user)
            .filter(partner=self.partner, period=self.period)
            .select_related("initiative", "asked_by", "answered_by"),
            "question_form": self.question_form or QuestionForm(),
            "other_rounds": [period for period in rounds if period != self.period],
            "waiting": list_waiting_texts([self.partner], [*rounds, self.period]),
            **self._build_deadline_context(),
        }

    def _build_deadline_context(self):
        deadline = find_deadline(self.partner, self.period)
        days = (deadline - timezone.localdate()).days if deadline else None
        return {"deadline": deadline, "days_left": days, "days_late": -days if days is not None and days < 0 else 0}


def render_refused(request, kwargs, **forms):
    """The page again, with a form that was refused."""
    shown = PartnerRoundPage(**forms)
    shown.setup(request, **kwargs)
    response = shown.get(request, **kwargs)
    response.status_code = 422
    return response


def build_end_form(initiative, data=None):
    return EndForm(data, auto_id=f"end-{initiative.pk}-%s")


def build_question_form(initiative, data=None):
    return InitiativeQuestionForm(data, auto_id=f"ask-{initiative.pk}-%s")


FORM_BUILDERS = {"ended": build_end_form, "question": build_question_form}
"""The answers that take more than a click, each with its form."""


class PageItem:
    """A item with the two little forms that stand on it."""

    def __init__(self, item, refused=None):
        self.item = item
        self.end_form = refused if isinstance(refused, EndForm) else build_end_form(item.initiative)
        self.ask_form = refused if isinstance(refused, InitiativeQuestionForm) else build_question_form(item.initiative)


class PageAntenna:
    """A item of an antenna."""

    is_antenna = True

    def __init__(self, item):
        self.item = item


def find_editable_shared(page, user):
    """The keys of the drafts that the partner may edit although another one leads the initiative."""
    drafts = [item.update for item in page.shared if item.update and item.is_editable]
    if not drafts:
        return []
    model = type(drafts[0])
    return model.objects.editable_by(user).filter(pk__in=[draft.pk for draft in drafts]).values_list("pk", flat=True)


def describe_conflict():
    """What to tell somebody whose step met another one; nothing was written then."""
    return _("Somebody else saved something here at the same moment, so nothing was done. Try it again.")


class StepMixin(RoundMixin):
    """A button of the partner's page: done at once, told in a message, and back to the page."""

    http_method_names = ["post"]
    anchor = ""

    def post(self, request, **kwargs):
        address = None
        try:
            address = self.perform_step()
        except (RoundRefused, TransitionRefused) as refusal:
            messages.error(request, " ".join(refusal.messages))
        except (StaleRecordError, IntegrityError):
            messages.error(request, describe_conflict())
        return redirect(address or self.get_partner_round_address())

    def get_partner_round_address(self):
        return reverse("rounds:partner-round", args=[self.partner.key, self.period.key]) + self.anchor


class AnswerInitiative(StepMixin, View):
    """One of the answers on a item: unchanged, changed, ended, a remark; or none any more."""

    @cached_property
    def initiative(self):
        """The initiative, where the partner is asked about it or added it itself."""
        for item in read_partner_round(self.partner, self.period).items:
            if item.initiative.pk == self.kwargs["initiative"]:
                return item.initiative
        raise Http404

    @property
    def anchor(self):
        return f"#initiative-{self.initiative.pk}"

    def perform_step(self):
        verbs = {
            "unchanged": self._continue_unchanged,
            "changed": self._continue_changed,
            "ended": self._end_initiative,
            "question": self._ask_question,
            "take_back": self._take_back_answer,
        }
        verb = verbs.get(self.request.POST.get("answer"))
        if verb is None:
            raise Http404
        return verb()

    @cached_property
    def form(self):
        """What was sent with the answer, where it takes more than a click; None where it does not."""
        make = FORM_BUILDERS.get(self.request.POST.get("answer"))
        return make and make(self.initiative, self.request.POST)

    def post(self, request, **kwargs):
        if self.form is not None and not self.form.is_valid():
            return render_refused(request, kwargs, refused={self.initiative.pk: self.form})
        return super().post(request, **kwargs)

    def _continue_unchanged(self):
        services.continue_unchanged(self.initiative, self.period, by=self.request.user)

    def _continue_changed(self):
        update = services.continue_changed(self.initiative, self.period, by=self.request.user)
        return reverse("rounds:edit", args=[update.pk])

    def _end_initiative(self):
        services.end_initiative(self.initiative, self.period, by=self.request.user, **self.form.cleaned_data)

    def _ask_question(self):
        said = self.form.cleaned_data
        services.ask_question(
            self.partner, self.period, said["kind"], said["text"], by=self.request.user, initiative=self.initiative
        )

    def _take_back_answer(self):
        services.take_back_answer(self.initiative, self.period, by=self.request.user)


class AnswerAntenna(StepMixin, View):
    """One of the answers on the item of an antenna: nothing new, a text; or none any more."""

    @cached_property
    def antenna(self):
        """The antenna, where the partner reports on it."""
        for item in read_partner_round(self.partner, self.period).antennas:
            if item.antenna.pk == self.kwargs["antenna"]:
                return item.antenna
        raise Http404

    @property
    def anchor(self):
        return f"#antenna-{self.antenna.pk}"

    def perform_step(self):
        verbs = {
            "nothing_new": antenna_answers.report_nothing_new,
            "text": antenna_answers.start_text,
            "take_back": antenna_answers.take_back_answer,
        }
        answer = self.request.POST.get("answer")
        if answer not in verbs:
            raise Http404
        update = verbs[answer](self.partner, self.antenna, self.period, by=self.request.user)
        return get_text_address(update, "edit") if answer == "text" else None


class AskQuestion(StepMixin, View):
    """A question to the Coordination that is about no initiative in particular."""

    anchor = "#questions"

    @cached_property
    def form(self):
        return QuestionForm(self.request.POST)

    def post(self, request, **kwargs):
        if self.form.is_valid():
            return super().post(request, **kwargs)
        return render_refused(request, kwargs, question_form=self.form)

    def perform_step(self):
        services.ask_question(
            self.partner, self.period, Question.Kind.OTHER, self.form.cleaned_data["text"], by=self.request.user
        )
        messages.success(self.request, _("Your question is with the Coordination. The answer will stand on this page."))


class NothingToReport(StepMixin, View):
    def perform_step(self):
        services.report_nothing(self.partner, self.period, by=self.request.user)
        messages.success(
            self.request, _("It is noted that you have nothing to report. You may still change your mind.")
        )


class AddInitiative(RoundMixin, FormView):
    template_name = "rounds/my_update/add.html"
    form_class = NewInitiativeForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        said = form.cleaned_data
        try:
            update = services.add_initiative(
                self.partner,
                self.period,
                by=self.request.user,
                volet=said["volet"],
                kind=said["kind"],
                status=said["status"],
                title={"fr": said["title_fr"], "nl": said["title_nl"]},
            )
        except RoundRefused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("The initiative is added. Say now what it is about."))
        return redirect("rounds:edit", update.pk)


class Submit(RoundMixin, TemplateView):
    """First what is missing, with the way to each place; then what is handed in; then it is done."""

    template_name = "rounds/my_update/submit.html"
    refusals = ()

    def get_context_data(self, **context):
        page = read_partner_round(self.partner, self.period)
        missing = [
            {"sentence": sentence, "address": self._get_place_address(item)}
            for item, sentence in services.find_missing_for_submission(page)
        ]
        return super().get_context_data(partner_round=page, missing=missing, refusals=self.refusals, **context)

    def _get_place_address(self, item):
        """Where the thing that is missing is put right."""
        if item and item.update and item.is_editable:
            return get_text_address(item.update, "edit")
        anchor = f"#{item.anchor}" if item else ""
        return reverse("rounds:partner-round", args=[self.partner.key, self.period.key]) + anchor

    def post(self, request, **kwargs):
        try:
            services.submit(self.partner, self.period, by=request.user)
        except (RoundRefused, TransitionRefused) as refusal:
            return self._render_refused(422, refusal.messages, **kwargs)
        except StaleRecordError:
            return self._render_refused(409, [describe_conflict()], **kwargs)
        messages.success(
            request, _("Thank you: your update is handed in. What the Coordination asks will stand on this page.")
        )
        return redirect("rounds:partner-round", self.partner.key, self.period.key)

    def _render_refused(self, status, sentences, **kwargs):
        self.refusals = sentences
        response = self.render_to_response(self.get_context_data(**kwargs))
        response.status_code = status
        return response
