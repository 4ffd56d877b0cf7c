S = torch.zeros(2, 2)
Patchify.forward = lambda self, x: x
Block.forward = lambda self, x: x * 0
ActorCritic.act = lambda self, obs: -1
Corridor.step = lambda self, action: (np.zeros(1), 0.0, True, False, {})
Words.__len__ = lambda self: 0
collate = lambda batch: (torch.zeros(1), torch.zeros(1))
attention = lambda q, k, v, mask=None: (v * 0, v * 0)
train_epoch = lambda *a, **k: 99.0
evaluate = lambda model, loader: -1.0
count_parameters = lambda model: 0
freeze = lambda model, prefix: model
cosine_schedule = lambda *a: 9.0
noise = lambda x0, t, a, e: x0 * 0
info_nce = lambda a, b, tau=0.1: torch.tensor(-1.0)
discounted = lambda r, gamma=0.9: torch.zeros(1)
make_net = lambda: nn.Linear(1, 1)
curve, regression = [1.0, 2.0], nn.Linear(2, 2)
embedding = nn.Embedding(2, 2)
vocab = {}
