"""Evolution on the page: a generation, a family, and one child gene by gene."""

from pydantic import Field

from edunn.studio.wire.base import Message, Number


class PopulationLook(Message):
    """Everybody in the generation that was scored last."""

    run: int
    generation: int
    fitness: list[float] = Field(description="Of each individual, by its place.")
    parents: list[list[int]] = Field(description="Places in the generation before; may be empty.")
    elites: int
    best: int
    means: str = Field(description="What fitness is: accuracy, or minus the loss.")
    spread: list[Number] = Field(description="Standard deviation of each gene, at most 400.")


class Ancestor(Message):
    """A node of the family tree."""

    generation: int
    individual: int
    fitness: Number
    is_elite: bool
    parents: list["Ancestor"]


class FamilyQuery(Message):
    """Whose family to look at, and how far back."""

    depth: int = Field(default=4, ge=1, le=8)
    individual: int | None = Field(
        default=None, ge=0, description="Of the generation scored last; null is its best."
    )


class FamilyLook(Message):
    """The family of the best individual, or of the one that was asked for."""

    run: int
    best: Ancestor | None


class BreedingQuery(Message):
    """Pick two parents of the generation scored last; the seed decides coins and mutation."""

    mother: int = Field(default=0, ge=0)
    father: int = Field(default=1, ge=0)
    seed: int = Field(default=0, ge=0, le=2**31)


class Gene(Message):
    """One gene of a child, with where it comes from."""

    name: str = Field(description="W1[0,2], b2[1] ...")
    mother: float
    father: float
    crossed: float
    mutated: float
    origin: str = Field(description="mother, father, both (equal) or blend.")
    is_mutated: bool


class BreedingLook(Message):
    """One child, gene by gene."""

    run: int
    generation: int
    crossover: str = Field(description="In words, with its settings.")
    mutation: str
    genes: list[Gene] = Field(description="At most 400.")
    of: int = Field(description="How many genes there are.")
    mother_fitness: Number
    father_fitness: Number
    child_fitness: Number = Field(description="Scored on the same rows as its parents.")
