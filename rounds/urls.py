from django.urls import path

from rounds.views import board, editing, handing_in, history, my_update, outbox, photos, review

app_name = "rounds"

PARTNER_ROUND = "my-update/<slug:partner>/<slug:period>/"
ANTENNA_TEXT = "antenna-texts/<int:antenna_text>/"

urlpatterns = [
    path("my-update/", my_update.MyUpdate.as_view(), name="my-update"),
    path("my-update/<slug:partner>/", my_update.PartnerPage.as_view(), name="partner"),
    path(PARTNER_ROUND, my_update.PartnerRoundPage.as_view(), name="partner-round"),
    path(f"{PARTNER_ROUND}answer/<int:initiative>/", my_update.AnswerInitiative.as_view(), name="answer"),
    path(f"{PARTNER_ROUND}antenna/<int:antenna>/", my_update.AnswerAntenna.as_view(), name="answer-antenna"),
    path(f"{PARTNER_ROUND}add/", my_update.AddInitiative.as_view(), name="add"),
    path(f"{PARTNER_ROUND}ask/", my_update.AskQuestion.as_view(), name="ask"),
    path(f"{PARTNER_ROUND}nothing/", my_update.NothingToReport.as_view(), name="nothing"),
    path(f"{PARTNER_ROUND}submit/", my_update.Submit.as_view(), name="submit"),
    path("texts/<int:update>/", editing.EditUpdate.as_view(), name="edit"),
    path("texts/<int:update>/hand-in/", handing_in.HandIn.as_view(), name="hand-in"),
    path("texts/<int:update>/history/", history.TextHistory.as_view(), name="history"),
    path("texts/<int:update>/typing/", editing.KeepTyping.as_view(), name="keep-typing"),
    path("texts/<int:update>/discard/", editing.DiscardTyping.as_view(), name="discard-typing"),
    path("texts/<int:update>/photos/", photos.Photos.as_view(), name="photos"),
    path("texts/<int:update>/photos/waiting.jpg", photos.WaitingPhoto.as_view(), name="waiting-photo"),
    path("texts/<int:update>/photos/<int:photo>/remove/", photos.RemovePhoto.as_view(), name="remove-photo"),
    path(ANTENNA_TEXT, editing.EditAntennaText.as_view(), name="edit-antenna"),
    path(f"{ANTENNA_TEXT}hand-in/", handing_in.HandIn.as_view(kind="antenna"), name="hand-in-antenna"),
    path(f"{ANTENNA_TEXT}history/", history.TextHistory.as_view(kind="antenna"), name="history-antenna"),
    path(f"{ANTENNA_TEXT}typing/", editing.KeepTyping.as_view(kind="antenna"), name="keep-typing-antenna"),
    path(f"{ANTENNA_TEXT}discard/", editing.DiscardTyping.as_view(kind="antenna"), name="discard-typing-antenna"),
    path("photos/<int:photo>.jpg", photos.photo_file, name="photo-file"),
    path("review/", review.review_queue, name="review-queue"),
    path("review/merge/<int:pk>/", review.merge_initiative, name="merge"),
    path("review/<slug:kind>/<int:pk>/", review.review_text, name="review"),
    path("review/<slug:kind>/<int:pk>/tell/", outbox.notify_partners, name="tell"),
    path("board/", board.current_board, name="current-board"),
    path("board/<slug:period>/", board.board, name="board"),
    path("board/<slug:period>/dates/", board.edit_dates, name="dates"),
    path("board/<slug:period>/close/", board.close_round, name="close"),
    path("board/<slug:period>/reopen/", board.reopen_round, name="reopen"),
    path("board/<slug:period>/extension/<slug:partner>/", board.edit_extension, name="extension"),
    path("periods/new/", board.new_period, name="new-period"),
    path("questions/<int:question>/", board.answer_question, name="answer-question"),
    path("outbox/<slug:period>/", outbox.outbox, name="outbox"),
    path("outbox/<slug:period>/prepare/", outbox.prepare_mails, name="prepare"),
    path("outbox/<slug:period>/send/", outbox.send_prepared_mails, name="send-all"),
    path("mails/", outbox.account_mails, name="account-mails"),
    path("mails/<int:message>/", outbox.edit_message, name="message"),
    path("mails/<int:message>/send/", outbox.send_message, name="send"),
    path("mails/<int:message>/discard/", outbox.discard_message, name="discard"),
]
