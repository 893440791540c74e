"""One framework a file: each written as its own documentation writes it, EduNN's included."""
