"""Tables of the forms that courses use, made from a seed: the same columns, gaps and words.

The public tables are not copied. Each function here makes rows with a law like theirs, so the
difficulties are the same: mixed columns, a few hundred rows, noise that can be learned by heart.
"""

from collections.abc import Callable
from itertools import product
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers: TypeAlias = npt.NDArray[Any]
Random: TypeAlias = np.random.Generator


def passengers(random: Random) -> pd.DataFrame:
    """Titanic's form: numbers, words, gaps, a name, a ticket, a cabin; 891 rows, two classes."""
    rows = 891
    rank = random.choice([1, 2, 3], rows, p=[0.24, 0.21, 0.55])
    sex = random.choice(["female", "male"], rows, p=[0.35, 0.65])
    age = np.clip(random.gamma(5.0, 6.0, rows), 0.5, 80).round(1)
    siblings = random.choice([0, 1, 2, 3], rows, p=[0.68, 0.23, 0.05, 0.04])
    fare = np.round(random.lognormal(4.6 - 0.8 * rank, 0.5), 4)
    z = 1.2 + 2.6 * (sex == "female") - 1.1 * (rank - 1) - 0.035 * age - 0.35 * siblings - 0.2
    z += 1.2 * ((sex == "male") & (age < 12)) - 0.8 * ((sex == "female") & (rank == 3))
    deck = random.choice(list("ABCDE"), rows)
    cabin = [f"{d}{n}" for d, n in zip(deck, random.integers(1, 130, rows), strict=True)]
    letters = random.choice(["", "A/5 ", "PC ", "STON/O2. "], rows, p=[0.74, 0.1, 0.1, 0.06])
    ticket = [f"{a}{n}" for a, n in zip(letters, random.integers(2000, 370000, rows), strict=True)]
    return pd.DataFrame(
        {
            "PassengerId": np.arange(1, rows + 1),
            "Pclass": rank,
            "Name": [f"Passenger, Mr. Number {k}" for k in range(rows)],
            "Sex": sex,
            "Age": _with_gaps(age, 0.2, random),
            "SibSp": siblings,
            "Ticket": ticket,
            "Fare": fare,
            "Cabin": _with_gaps(cabin, 0.77, random),
            "Embarked": _with_gaps(
                random.choice(list("SCQ"), rows, p=[0.7, 0.2, 0.1]), 0.01, random
            ),
            "Survived": _coin(z, random),
        }
    )


def insurance(random: Random) -> pd.DataFrame:
    """The insurance table's form: 1,338 rows, words and numbers, charges with an interaction."""
    rows = 1338
    age, bmi = random.integers(18, 65, rows), random.normal(30.7, 6.1, rows).round(2)
    smoker = random.random(rows) < 0.2
    children = random.choice(6, rows, p=[0.43, 0.24, 0.18, 0.11, 0.02, 0.02])
    charges = 1200 + 3.3 * age**2 + 550 * children + 14000 * smoker
    charges = charges + smoker * (1450 * (bmi - 30) + 4000 * (bmi > 30))
    charges = charges + random.exponential(2800, rows)
    return pd.DataFrame(
        {
            "age": age,
            "sex": random.choice(["female", "male"], rows),
            "bmi": bmi,
            "children": children,
            "smoker": np.where(smoker, "yes", "no"),
            "region": random.choice(["northeast", "northwest", "southeast", "southwest"], rows),
            "charges": np.clip(charges, 1100, None).round(2),
        }
    )


def seeds(random: Random) -> pd.DataFrame:
    """The wheat seeds' form: 210 rows, 7 correlated lengths, classes called 1, 2 and 3."""
    kind = np.repeat([1, 2, 3], 70)
    size = np.array([14.3, 18.3, 11.9])[kind - 1] + random.normal(0, 1.1, 210)
    area = size
    perimeter = 4.6 + 0.68 * size + random.normal(0, 0.12, 210)
    asymmetry = np.array([2.7, 3.6, 4.8])[kind - 1] + random.normal(0, 1.2, 210)
    groove = np.array([5.1, 6.0, 5.1])[kind - 1] + random.normal(0, 0.27, 210)
    return pd.DataFrame(
        {
            "area": area.round(2),
            "perimeter": perimeter.round(2),
            "compactness": (0.80 + 0.005 * size + random.normal(0, 0.02, 210)).round(4),
            "length": (3.0 + 0.18 * size + random.normal(0, 0.12, 210)).round(3),
            "width": (1.6 + 0.11 * size + random.normal(0, 0.1, 210)).round(3),
            "asymmetry": asymmetry.round(3),
            "groove": groove.round(3),
            "kind": kind,
        }
    )


def banknotes(random: Random) -> pd.DataFrame:
    """The banknotes' form: 1,372 rows, 4 numbers, a border that is curved."""
    rows = 1372
    x = random.normal(0, 1, (rows, 4))
    z = 3.2 * x[:, 0] + 2.0 * x[:, 1] + 1.6 * x[:, 2] + 1.4 * x[:, 0] * x[:, 2] - 0.6
    x = x * [2.84, 5.87, 4.31, 2.1] + [0.43, 1.92, 1.4, -1.19]
    named = dict(zip(("variance", "skewness", "kurtosis", "entropy"), x.T.round(4), strict=True))
    return pd.DataFrame({**named, "forged": _coin(-4 * z, random)})


def grades(random: Random) -> pd.DataFrame:
    """The students' form: 395 rows, words and grades; the last grade, in halves, is predicted."""
    rows = 395
    skill, study = random.normal(11, 3, rows), random.choice(4, rows, p=[0.27, 0.5, 0.16, 0.07]) + 1
    failures = random.choice(4, rows, p=[0.79, 0.13, 0.04, 0.04])
    first = np.clip(skill - failures + random.normal(0, 1.4, rows), 0, 20).round()
    second = np.clip(0.9 * first + 0.1 * skill + random.normal(0, 1.3, rows), 0, 20).round()
    last = np.clip(second + 0.2 * (study - 2) + random.normal(0, 1.5, rows), 0, 20).round()
    return pd.DataFrame(
        {
            "school": random.choice(["GP", "MS"], rows, p=[0.88, 0.12]),
            "sex": random.choice(["F", "M"], rows),
            "age": random.integers(15, 20, rows),
            "mother_job": random.choice(["at_home", "health", "other", "services"], rows),
            "studytime": study,
            "failures": failures,
            "internet": random.choice(["yes", "no"], rows, p=[0.83, 0.17]),
            "absences": random.poisson(5.7, rows),
            "G1": first.astype(int),
            "G2": second.astype(int),
            "G3": np.where(random.random(rows) < 0.03, 0, last).astype(int) + 0.5,
        }
    )


def cars(random: Random) -> pd.DataFrame:
    """The car evaluation's form: all 1,728 combinations of 6 words, `5more` among them."""
    words = {
        "buying": ["vhigh", "high", "med", "low"],
        "maint": ["vhigh", "high", "med", "low"],
        "doors": ["2", "3", "4", "5more"],
        "persons": ["2", "4", "more"],
        "lug_boot": ["small", "med", "big"],
        "safety": ["low", "med", "high"],
    }
    table = pd.DataFrame(list(product(*words.values())), columns=list(words))
    place = {name: table[name].map(known.index) for name, known in words.items()}
    price, comfort = place["buying"] + place["maint"], place["lug_boot"] + (place["doors"] > 1)
    bad = (table["persons"] == "2") | (table["safety"] == "low") | (price < 1)
    points = price + comfort + 2 * (table["safety"] == "high")
    kind = np.select(
        [bad | (points < 4), points < 8, points < 9], ["unacc", "acc", "good"], "vgood"
    )
    return table.assign(evaluation=kind).sample(frac=1, random_state=0).reset_index(drop=True)


def patients(random: Random) -> pd.DataFrame:
    """A small noisy medical table: 306 rows, 8 numbers with gaps; most of it is chance."""
    rows = 306
    x = random.normal(0, 1, (rows, 8))
    z = 0.9 * x[:, 1] + 0.5 * x[:, 5] - 0.4 * x[:, 7] - 0.9
    names = ("age", "glucose", "pressure", "skin", "insulin", "bmi", "pedigree", "pregnancies")
    columns = {name: x[:, k].round(3) for k, name in enumerate(names)}
    columns["insulin"] = _with_gaps(columns["insulin"], 0.3, random)
    return pd.DataFrame({**columns, "outcome": _coin(z, random)})


def sonar(random: Random) -> pd.DataFrame:
    """Sonar's form: 208 rows and 60 correlated numbers, more than such rows can teach."""
    rows, kind = 208, random.integers(0, 2, 208)
    waves = np.cumsum(random.normal(0, 0.25, (rows, 60)), axis=1)
    bump = np.exp(-(((np.arange(60) - 22) / 6) ** 2)) - np.exp(-(((np.arange(60) - 40) / 5) ** 2))
    x = 1 / (1 + np.exp(-(waves + 1.1 * (kind[:, np.newaxis] - 0.5) * bump)))
    named = {f"band_{k + 1}": x[:, k].round(4) for k in range(60)}
    return pd.DataFrame({**named, "thing": np.where(kind == 1, "mine", "rock")})


def loans(random: Random) -> pd.DataFrame:
    """The loan table's form: 614 rows, words with gaps, one column that decides nearly all."""
    rows = 614
    income, amount = random.lognormal(8.4, 0.5, rows), random.lognormal(4.9, 0.45, rows)
    history = (random.random(rows) < 0.84).astype(float)
    education = random.choice(["Graduate", "Not Graduate"], rows, p=[0.78, 0.22])
    area = random.choice(["Rural", "Semiurban", "Urban"], rows)
    z = -2.6 + 3.7 * history + 0.4 * (area == "Semiurban") + 0.3 * (education == "Graduate")
    z -= 0.25 * (amount / income > 0.04)
    return pd.DataFrame(
        {
            "Loan_ID": [f"LP{k:06}" for k in random.permutation(rows) + 1002],
            "Gender": _with_gaps(
                random.choice(["Male", "Female"], rows, p=[0.8, 0.2]), 0.02, random
            ),
            "Education": education,
            "ApplicantIncome": income.round().astype(int),
            "LoanAmount": _with_gaps(amount.round(), 0.04, random),
            "Credit_History": _with_gaps(history, 0.08, random),
            "Property_Area": area,
            "Loan_Status": np.where(_coin(z, random) == 1, "Y", "N"),
        }
    )


def miles(random: Random) -> pd.DataFrame:
    """Auto MPG's form: 398 rows, a curved regression, `?` for gaps, a name for each car."""
    rows = 398
    cylinders = random.choice([4, 6, 8], rows, p=[0.52, 0.22, 0.26])
    weight = 550 * cylinders + random.normal(0, 350, rows)
    power = 22 * cylinders - 10 + random.normal(0, 14, rows)
    year = random.integers(70, 83, rows)
    mpg = 62000 / (weight + 500) + 0.65 * (year - 76) - 0.02 * (power - 100)
    horsepower = np.where(random.random(rows) < 0.02, "?", power.round().astype(int).astype(str))
    return pd.DataFrame(
        {
            "cylinders": cylinders,
            "horsepower": horsepower,
            "weight": weight.round().astype(int),
            "model_year": year,
            "origin": random.choice(["usa", "europe", "japan"], rows, p=[0.63, 0.17, 0.2]),
            "mpg": (mpg + random.normal(0, 2.2, rows)).round(1),
        }
    )


FORMS: dict[str, Callable[[Random], pd.DataFrame]] = {
    "titanic-like": passengers,
    "insurance-like": insurance,
    "wheat-seeds-like": seeds,
    "banknotes-like": banknotes,
    "grades-like": grades,
    "car-evaluation-like": cars,
    "noisy-medical": patients,
    "sonar-like": sonar,
    "loans-like": loans,
    "auto-mpg-like": miles,
}
"""By name; the last column of each is the target."""


def form(name: str) -> pd.DataFrame:
    """The table of this form: the same rows every time."""
    return FORMS[name](np.random.default_rng(sum(map(ord, name))))


def _coin(z: Numbers, random: Random) -> Numbers:
    """1 with the probability of a sigmoid at z, else 0."""
    heads: Numbers = random.random(len(z)) < 1 / (1 + np.exp(-z))
    return heads.astype(int)


def _with_gaps(values: Any, share: float, random: Random) -> Numbers:
    """The values, with a share of them missing."""
    cells = np.array(values, dtype=object)
    cells[random.random(len(cells)) < share] = None
    return cells
