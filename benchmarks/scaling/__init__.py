"""What workers bring: the costs of their messages, what two of them gain, and a model of many."""
