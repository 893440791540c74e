"""Messages: sentences for people that a program can read, too.

A message is an English sentence that keeps its code and the values in it. Terminal and notebook
print the sentence; a page in another language looks the code up among its own templates. All
English templates are here, by topic.
"""

from edunn.messages.message import ENGLISH, Message, counted
from edunn.messages.shares import percent
from edunn.messages.short import in_short

__all__ = ["ENGLISH", "Message", "counted", "in_short", "percent"]
