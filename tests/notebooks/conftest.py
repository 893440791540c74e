"""The notebook as a script is run by its test, in a folder of its own, and is not collected."""

collect_ignore = ["first_hour.py"]
