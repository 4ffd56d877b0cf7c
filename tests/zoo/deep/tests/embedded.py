from otter.test_files import test_case

OK_FORMAT = False
name = "embedded"
points = 1


@test_case(points=1, hidden=False)
def test_padding(embedding, vocab, torch):
    assert embedding.num_embeddings == len(vocab) == 4
    assert embedding.weight[0].abs().sum() == 0
    assert embedding(torch.tensor([[1, 2]])).shape == (1, 2, 5)
    assert embedding.padding_idx == vocab["<pad>"]
