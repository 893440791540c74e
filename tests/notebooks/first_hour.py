# The first hour with EduNN in a notebook: every cell begins with "# %%". The test beside it turns
# this file into a notebook and runs it in a real kernel.

# %%
from edunn import Model, check_gradients, data

iris = data.load("iris")
iris

# %%
iris.head()

# %%
train, test = iris.split(test=0.25, seed=0)
model = Model([[4, {"scale": "standardize"}], [8, "tanh"], [3, "softmax"]], seed=0)
model

# %%
model.summary()

# %%
history = model.train("adam", train, epochs=400, batch_size=4, validation_data=test)
history

# %%
history.plot("loss")

# %%
evaluation = model.evaluate(test)
evaluation

# %%
evaluation.plot()

# %%
model.plot_boundary(train, features=("petal_length_cm", "petal_width_cm"))

# %%
model.plot()

# %%
step = model.trace(test.inputs[:1], test.labels[:1])
step

# %%
step["z1"]

# %%
print(step["z1"].text())

# %%
check_gradients(model, test.take(slice(5)))

# %%
evolved = Model([[4], [3, "softmax"]], seed=0)
evolved.train("genetic_algorithm", train, epochs=60, population_size=40)

# %%
from concurrent.futures import ThreadPoolExecutor

from edunn.experiments import Outcome, Race, Recipe, compare, repeat

small = Recipe([[4], [2, "relu"], [3, "softmax"]], settings={"epochs": 20, "learning_rate": 0.05})
with ThreadPoolExecutor(1) as here:
    runs = repeat(small, "iris", seeds=6, workers=here)
runs

# %%
with ThreadPoolExecutor(1) as here:
    grid = compare(small.grid(learning_rate=[0.01, 0.1], epochs=[5, 20]), "iris", 4, here)
grid

# %%
race = Race(small.grid(algorithm=["adam", "pgpe"]), iris, budget=40_000, seeds=2)
race

# %%
Outcome.of(race)

# %%
axes = history.plot("accuracy").draw()
type(axes).__name__

# %%
history.plot().save("curves.svg")
model.plot().show()
