from edunn.optimizers import PlateauMemory, ReduceOnPlateau


def rates(rule, losses):
    memory = rule.start()
    for loss in losses:
        memory = rule.observe(memory, loss)
        yield memory.rate


def test_a_falling_loss_keeps_the_rate():
    assert set(rates(ReduceOnPlateau(0.1, patience=1), [1.0, 0.9, 0.8, 0.7])) == {0.1}


def test_each_plateau_multiplies_the_rate():
    rule = ReduceOnPlateau(0.8, factor=0.5, patience=2)
    assert list(rates(rule, [1.0] * 7)) == [0.8, 0.8, 0.4, 0.4, 0.2, 0.2, 0.1]


def test_a_better_loss_starts_the_waiting_again():
    rule = ReduceOnPlateau(0.8, factor=0.5, patience=2)
    assert list(rates(rule, [1.0, 1.0, 0.9, 0.9, 0.9])) == [0.8, 0.8, 0.8, 0.8, 0.4]


def test_a_loss_that_is_hardly_better_is_no_better():
    rule = ReduceOnPlateau(0.8, factor=0.5, patience=1, min_delta=0.1)
    assert list(rates(rule, [1.0, 0.95, 0.8])) == [0.8, 0.4, 0.4]


def test_while_resting_nothing_is_counted():
    rule = ReduceOnPlateau(0.8, factor=0.5, patience=1, cooldown=2)
    assert list(rates(rule, [1.0] * 6)) == [0.8, 0.4, 0.4, 0.2, 0.2, 0.1]


def test_the_rate_stops_at_the_lowest():
    rule = ReduceOnPlateau(0.8, factor=0.1, patience=1, lowest=0.05)
    assert list(rates(rule, [1.0] * 4))[1:] == [0.8 * 0.1, 0.05, 0.05]


def test_not_a_number_is_never_better():
    rule = ReduceOnPlateau(0.8, factor=0.5, patience=1)
    memory = rule.observe(rule.start(), float("nan"))
    assert memory == PlateauMemory(rate=0.4)


def test_the_memory_is_all_it_takes_to_go_on():
    rule, losses = ReduceOnPlateau(0.8, factor=0.5, patience=2, cooldown=1), [1.0, 0.9, 1, 1, 1, 1]
    memory = rule.start()
    for loss in losses[:3]:
        memory = rule.observe(memory, loss)
    memory = PlateauMemory(*tuple(memory))
    for loss in losses[3:]:
        memory = rule.observe(memory, loss)
    assert memory.rate == list(rates(rule, losses))[-1]
