"""One hand-written form for each step of a review, by the kind's name in addresses and in the record."""

from kingfisher.web.forms.reviews import asked_and_given, from_notice, learned, people_heard, sent_out
from kingfisher.web.forms.reviews.step_form import StepForm

_ROOMS = (from_notice, asked_and_given, people_heard, learned, sent_out)


def _name(form: type[StepForm]) -> str:
    return str(form.kind.__struct_config__.tag)


STEP_FORMS: dict[str, type[StepForm]] = {
    _name(form): form
    for room in _ROOMS
    for form in vars(room).values()
    if isinstance(form, type) and issubclass(form, StepForm) and hasattr(form, "kind")
}
