"""The map of the site: every address, and the page behind it. Each page declares its policy (`policy.py`)."""

from django.urls import path

from kingfisher.web.pages import entry, families, family, front_door, known_to, people, questions

urlpatterns = [
    path("sign-in", front_door.sign_in, name="sign_in"),
    path("sign-out", front_door.sign_out, name="sign_out"),
    # Whom I work with
    path("", families.mine, name="families"),
    path("reviews", families.reviews, name="reviews"),
    path("families/look", families.look, name="look"),
    path("families/new", families.new, name="new_family"),
    # One family's record
    path("families/<slug:ref>", family.overview, name="family"),
    path("families/<slug:ref>/chronology", family.chronology, name="chronology"),
    path("families/<slug:ref>/questions", questions.open_questions, name="questions"),
    path("families/<slug:ref>/known-to", known_to.replay, name="known_to"),
    path("families/<slug:ref>/people", people.of_family, name="people"),
    path("families/<slug:ref>/looked", family.looked, name="looked"),
    # One entry
    path("families/<slug:ref>/entries/<slug:entry_id>", entry.one, name="entry"),
    path("families/<slug:ref>/entries/<slug:entry_id>/release", entry.release, name="release"),
    path("families/<slug:ref>/entries/<slug:entry_id>/same", entry.same, name="same"),
]
