"""What a form says when something was left out."""

_VERBS = {"radios": "Select", "checkboxes": "Select", "select": "Select", "file": "Choose"}


def mid_sentence(label: str) -> str:
    """A label as it reads inside a sentence: "Date of birth" becomes "date of birth", "NHS number" stays."""
    if len(label) > 1 and label[1].isupper():
        return label
    return label[:1].lower() + label[1:]


def left_out(kind: str, label: str) -> str:
    """The error for a control of this kind left empty: "Enter date of birth", "Choose files"."""
    if label.endswith("?"):
        return f"Answer “{label}”"
    if kind == "checkbox":
        return f"Tick “{label}” to go on"
    return f"{_VERBS.get(kind, 'Enter')} {mid_sentence(label)}"
