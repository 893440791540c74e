"""What `make` runs to hand EduNN on: a folder of wheels, and a trial with each Python."""
