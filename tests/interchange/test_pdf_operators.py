"""A stream read in one pass gives the operators the library gives; what is not plain is left to the library."""

import pytest
from pypdf.generic import ContentStream, DecodedStreamObject, StreamObject

from kingfisher.interchange.copies import pdf_operators

PLAIN = (
    b"",
    b" q 1 0 0 -1 39.5 -.25 cm\nQ",
    b"/Artifact<</Attached[/Top]/Type/Pagination>>BDC EMC",
    b"/Span<</MCID 7>>BDC/f0 9 Tf[(ab)-20.5(c)]TJ EMC",
    rb"(a\(b\)c\\d\101\0\53x\n\b) Tj",
    b"(one (two) three) Tj T*",
    b"<48656C6c6F> Tj",
    b"<48657> Tj",
)
NOT_PLAIN = (
    b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q",
    b"% a remark\nq",
    b"/a#20b gs",
    b"(a ((deep)) b) Tj",
    b"(a\\\nb) Tj",
    b"[ 1 2",
)


def stream_of(content: bytes) -> StreamObject:
    stream = DecodedStreamObject()
    stream.set_data(content)
    return stream


@pytest.mark.parametrize("content", PLAIN)
def test_a_plain_stream_reads_as_the_library_reads_it(content: bytes) -> None:
    found = pdf_operators._plain(content)
    assert found is not None
    assert found == ContentStream(stream_of(content), None, "bytes").operations


@pytest.mark.parametrize("content", NOT_PLAIN)
def test_what_is_not_plain_is_left_to_the_library(content: bytes) -> None:
    assert pdf_operators._plain(content) is None
