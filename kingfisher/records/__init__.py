"""What we hold, who may see it, who looked; and the only writers.

Reading (a page does one of these first: it decides, leaves the trail, and raises `AccessRefused`, a 404, otherwise)
    access.family_for(practitioner, ref, action, at, *, purpose="") -> models.Family
    access.entry_for(practitioner, entry_id, action, at, *, purpose="") -> models.EntryRow
    access.batch_for(practitioner, ref, action, at, *, purpose="") -> models.Batch
    access.review_for(practitioner, ref, action, at, *, purpose="") -> models.Review
    access.decide(practitioner, action, thing, at) -> Verdict(allowed, reasons, duties, may_know)   writes nothing
    access.prove(practitioner, action, thing, at, *, purpose="") -> Verdict     decide + trail + refuse
    access.project(row, verdict, *, seen=None) -> timeline Entry                what is shown of one entry
    `action` is an `access.Act` or its name: "see", "export", "add_entry", "receive_file", "settle" …
Lists (only what the practitioner may see)
    access.families_for(practitioner, at), access.reviews_for(practitioner, at)
    access.entries_for(practitioner, family, at, *, superseded=False, withdrawn=False)
    access.batches_for(practitioner, family, at)
    chronologies.chronology_of(family, practitioner, at) -> timeline Chronology
    chronologies.family_value(family) -> timeline Family
    chronologies.whole_chronology(family)          for questions and standings only
    family_page.page_of_entries(practitioner, family, Filters(...), page, at=…, per_page=50) -> EntriesPage
    family_page.marks_of(practitioner, family, Filters(...), at=…) -> [Mark]
    family_page.contributors(practitioner, family, at=…) -> [Contributor]
Actions (all keyword-only, `by=` the practitioner; `at` the day, today when left out)
    actions.families   search_families(words, born, purpose) -> Found; open_family(name, members, children, new_because)
    actions.people     add_person, relate, add_practitioner, add_everyone
    actions.memberships add_member(family, who, function, since, until, basis), end_member, declare_conflict
    actions.reviews    open_review(name, families, opens, closes), add_panel_member(review, who), close_review
    actions.entries    picture_version(family), add_entry(family, entry, based_on), correct_entry(row, entry, reason)
    actions.happenings confirm_same(family, first, second, reason), say_different(…)
    actions.releases   release(family, entries= | batch= | neither: all of by's agency, reason) -> ReleaseMade
    actions.drafts     save_draft(of, form, body), load_draft(of, form), discard_draft(of, form)
    actions.imports    receive_file(family, file_name, content, agency=None, review=None) -> Batch (then read as a job);
                       say_agency(batch, agency); settle_row(batch, number, decision, changes=settling.Changes(…), why);
                       settle_rows(batch, choices={number: RowChoice(…)}), all or none; raises RowsMoved(numbers);
                       settle_many(batch, numbers=None) -> int; file_batch(batch) -> Filed;
                       withdraw_batch(batch, reason)
    Refusals that are not about access, fit to show: acting.NotNow, actions.families.PerhapsKnown(found),
    actions.entries.PictureChanged(arrived).
    actions.answers    answer_question(family, question, as_at, answer=Answered…, words, by_when, on, also, based_on);
                       ask_holder(family, question, as_at, words, on, based_on): both file an entry, and send nothing
    actions.receipts   note_shown(family, questions, place); receipts_of(family, question); shown_before(by, family)
Due (after access is proved, but for own_due, which proves it)
    due.due_seen(practitioner, family, day, at=…) -> DueSeen; due.own_due(practitioner, day, at=…, purpose=…)
Questions (after access is proved)
    beside.questions_for(practitioner, family, as_at, at=…) -> [Question] that concern them (`asked_of.py`)
    open_questions.question_of(…, question, as_at), kinds_on(…, child), spells_for(…); asked_of.ref_of(key) names a
    question in addresses
Files sent in
    models.Batch(.rows, .state, .rows_done/.rows_in, .notices); settling.read_of(row) -> Proposed | Doubt | Structure;
    settling.entry_of(row) -> Entry as settled or read. batch_page: rows_to_settle, rows_as_sent, sum_of, notices_of,
    doubts_of, left_open. Jobs are done by `manage.py work`, `jobs.work_off()` once, or
    at once with KINGFISHER_JOBS=immediate.
Corrections (after access is proved)
    corrections.in_its_place(row) -> entry id, corrections.corrected_by(row) -> Corrected(by, on, why) | None
Standings
    standings.standings_for(practitioner, family, at) -> [Standing(child, what, value JSON, as_at, holds_until)]
    what: last_seen_at_home (practice Sighted or null), gap (practice Gap), question (questions Question).
Proof
    verify.faults() -> sentences about anything changed beneath the program (`manage.py verify`, exit code 1 if any);
    in_force.rebuild(family, write=False), panels.differences(family), standings.compare(family) (`manage.py rebuild`).
"""
