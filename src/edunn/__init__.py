"""EduNN: neural networks to be understood."""
