"""The map of the site: every address, and the page behind it. Each page declares its policy (`policy.py`)."""

from django.urls import path

from kingfisher.web.pages import (
    answering,
    asking,
    downloads,
    drafts,
    due,
    entry,
    families,
    family,
    front_door,
    happenings,
    imports,
    in_force,
    known_to,
    people,
    question_book,
    questions,
    receipts,
    replay,
    settling,
    what_if,
)

urlpatterns = [
    path("sign-in", front_door.sign_in, name="sign_in"),
    path("sign-out", front_door.sign_out, name="sign_out"),
    # Whom I work with
    path("", families.mine, name="families"),
    path("reviews", families.reviews, name="reviews"),
    path("due", due.mine, name="my_due"),
    path("due/calendar.ics", due.calendar, name="due_calendar"),
    path("families/look", families.look, name="look"),
    path("families/new", families.new, name="new_family"),
    # One family's record
    path("families/<slug:ref>", family.overview, name="family"),
    path("families/<slug:ref>/chronology", family.chronology, name="chronology"),
    path("families/<slug:ref>/questions", questions.open_questions, name="questions"),
    path("families/<slug:ref>/questions/why-not", questions.why_not, name="why_not"),
    path("families/<slug:ref>/questions/replay", replay.of_family, name="replay"),
    path("families/<slug:ref>/what-if", what_if.of_family, name="what_if"),
    path("families/<slug:ref>/questions/<slug:question>", answering.one, name="question"),
    path("families/<slug:ref>/questions/<slug:question>/answer", answering.answer, name="answer"),
    path("families/<slug:ref>/questions/<slug:question>/ask", answering.ask, name="ask_holder"),
    path("families/<slug:ref>/questions/<slug:question>/shown", receipts.of_question, name="receipts"),
    path("families/<slug:ref>/due", due.of_family, name="due"),
    path("families/<slug:ref>/known-to", known_to.replay, name="known_to"),
    path("families/<slug:ref>/people", people.of_family, name="people"),
    path("families/<slug:ref>/looked", family.looked, name="looked"),
    # One entry
    path("families/<slug:ref>/entries/<slug:entry_id>", entry.one, name="entry"),
    path("families/<slug:ref>/entries/<slug:entry_id>/release", entry.release, name="release"),
    path("families/<slug:ref>/entries/<slug:entry_id>/same", entry.same, name="same"),
    # Agencies' returns, in
    path("import", imports.choose, name="import"),
    path("families/<slug:ref>/returns", imports.returns, name="returns"),
    path("returns/<slug:ref>", imports.one, name="batch"),
    path("returns/<slug:ref>/whose", imports.whose, name="batch_whose"),
    path("returns/<slug:ref>/rows", imports.rows, name="batch_rows"),
    path("returns/<slug:ref>/original", imports.original, name="batch_original"),
    path("returns/<slug:ref>/settle", settling.rows, name="settle"),
    path("returns/<slug:ref>/settle/clear", settling.accept_clear, name="accept_clear"),
    path("returns/<slug:ref>/file", imports.into_record, name="file_batch"),
    path("returns/<slug:ref>/release", imports.let_go, name="release_batch"),
    path("returns/<slug:ref>/withdraw", imports.withdraw, name="withdraw"),
    # Documents, out
    path("families/<slug:ref>/returns/blank", asking.blank_return, name="template"),
    path("families/<slug:ref>/returns/queries", asking.questions_to_agencies, name="queries"),
    path("families/<slug:ref>/returns/queries/<slug:agency>", asking.questions_document, name="queries_document"),
    path("families/<slug:ref>/downloads", downloads.chronology, name="downloads"),
    path("families/<slug:ref>/same", happenings.pairs, name="pairs"),
    # What can be asked
    path("in-force", in_force.show, name="in_force"),
    path("questions", question_book.every, name="question_book"),
    path("questions/<slug:kind>", question_book.of_kind, name="question_kind"),
    # Unfinished words
    path("families/<slug:ref>/drafts/<slug:form>", drafts.save, name="save_draft"),
    path("families/<slug:ref>/drafts/<slug:form>/forget", drafts.discard, name="discard_draft"),
]
