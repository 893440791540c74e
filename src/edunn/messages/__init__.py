"""Messages: sentences for people that a program can read, too.

A message is an English sentence that keeps its code and the values in it. Terminal and notebook
print the sentence; a page in another language looks the code up among its own templates. All
English templates are here, by topic; the Spanish ones are in `messages.es.json`, and the names of
the catalogue in `catalogue.es.json`, which the studio's page reads, too.
"""

from edunn.messages.language import Language, LanguageCode, Names, language
from edunn.messages.message import ENGLISH, Message, counted, listed
from edunn.messages.shares import percent
from edunn.messages.short import in_short

__all__ = [
    "ENGLISH",
    "Language",
    "LanguageCode",
    "Message",
    "Names",
    "counted",
    "in_short",
    "language",
    "listed",
    "percent",
]
