"""How values read in both languages."""

import pytest

from kg import wording


@pytest.mark.parametrize(
    ("value", "currency", "english", "khmer"),
    [
        ("670000000", "USD", "670 million USD", "៦៧០ លាន ដុល្លារអាមេរិក"),
        ("5700000", "EUR", "5.7 million EUR", "៥.៧ លាន អឺរ៉ូ"),
        ("1400000000", "JPY", "1.4 billion JPY", "១.៤ ពាន់លាន យ៉េន"),
        ("33612345", "USD", "33,612,345 USD", "៣៣,៦១២,៣៤៥ ដុល្លារអាមេរិក"),
        ("200000", "KHR", "200,000 KHR", "២០០,០០០ រៀល"),
        ("0", "XYZ", "0 XYZ", "០ XYZ"),
        ("12.5", "", "12.5", "១២.៥"),
    ],
)
def test_amount(value: str, currency: str, english: str, khmer: str) -> None:
    assert wording.amount(value, currency, "en") == english
    assert wording.amount(value, currency, "km") == khmer


@pytest.mark.parametrize(
    ("value", "english", "khmer"),
    [
        ("2020-07-22", "22 July 2020", "ថ្ងៃទី២២ ខែកក្កដា ឆ្នាំ២០២០"),
        ("2020-09", "September 2020", "ខែកញ្ញា ឆ្នាំ២០២០"),
        ("2020", "2020", "២០២០"),
        ("2021-05-05/2021-05-06", "5–6 May 2021", "ថ្ងៃទី៥–៦ ខែឧសភា ឆ្នាំ២០២១"),
        (
            "2021-05-30/2021-06-02",
            "30 May 2021 – 2 June 2021",
            "ថ្ងៃទី៣០ ខែឧសភា ឆ្នាំ២០២១ – ថ្ងៃទី២ ខែមិថុនា ឆ្នាំ២០២១",
        ),
        ("2019/2023", "2019–2023", "២០១៩–២០២៣"),
        ("2002/", "from 2002", "ចាប់ពី២០០២"),
        ("/2024-03", "until March 2024", "រហូតដល់ខែមីនា ឆ្នាំ២០២៤"),
        ("P22Y", "22 years", "២២ ឆ្នាំ"),
        ("P1Y6M", "1 year 6 months", "១ ឆ្នាំ ៦ ខែ"),
        ("2020-13-40", "2020-13-40", "២០២០-១៣-៤០"),
        ("soon", "soon", "soon"),
    ],
)
def test_dates_and_periods(value: str, english: str, khmer: str) -> None:
    assert wording.period(value, "en") == english
    assert wording.period(value, "km") == khmer
