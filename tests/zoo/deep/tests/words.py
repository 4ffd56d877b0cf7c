from otter.test_files import test_case

OK_FORMAT = False
name = "words"
points = 2


@test_case(points=1, hidden=False)
def test_dataset(Words, torch):
    data = Words(["the cat sat", "the cat"])
    assert len(data) == 2
    ids, n = data[1]
    assert ids.tolist() == [1, 2] and n == 2


@test_case(points=1, hidden=True)
def test_batches(Words, collate, torch):
    data = Words(["the cat sat", "the cat", "sat"])
    loader = torch.utils.data.DataLoader(data, batch_size=3, collate_fn=collate)
    (batch,) = list(loader)
    assert batch[0].tolist() == [[1, 2, 3], [1, 2, 0], [3, 0, 0]]
    assert batch[1].tolist() == [3, 2, 1]
