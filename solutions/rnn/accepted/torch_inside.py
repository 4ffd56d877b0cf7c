# /// solution
# why = "torch's own layers, packed sequences and autograd behind every NumPy answer."
# ///
# %% q1
import torch

def tensors(*arrays):
    return [torch.from_numpy(np.array(a)) for a in arrays]

def rnn_cell(x, h, W_ih, W_hh, b_ih, b_hh):
    x, h, W_ih, W_hh, b_ih, b_hh = tensors(x, h, W_ih, W_hh, b_ih, b_hh)
    return torch.tanh(torch.nn.functional.linear(x, W_ih, b_ih) + torch.nn.functional.linear(h, W_hh, b_hh)).numpy()

def layer(kind, params, **options):
    """A layer of torch with these weights; several dicts are its directions."""
    dicts = params if isinstance(params, list) else [params]
    W = torch.from_numpy(np.array(dicts[0]["W_ih"]))
    gates = 4 if kind is torch.nn.LSTM else 1
    net = kind(W.shape[1], len(W) // gates, batch_first=True, dtype=W.dtype, **options)
    names = {"W_ih": "weight_ih_l0", "W_hh": "weight_hh_l0", "b_ih": "bias_ih_l0", "b_hh": "bias_hh_l0"}
    state = {names[k] + suffix: torch.from_numpy(np.array(v)) for d, suffix in zip(dicts, ("", "_reverse")) for k, v in d.items()}
    net.load_state_dict(state)
    return net

def rnn_forward(X, h0, params):
    if X.shape[1] == 0:
        return np.zeros((len(X), 0, h0.shape[1]), dtype=X.dtype), h0
    X, h0 = tensors(X, h0)
    with torch.no_grad():
        H, h = layer(torch.nn.RNN, params)(X, h0[None])
    return H.numpy(), h[0].numpy()

# %% q2
import torch

def rnn_backward(cache, dH):
    return truncated_bptt(cache, dH, dH.shape[1] + 1)

def truncated_bptt(cache, dH, k):
    X, h0, H, W_ih, W_hh = (torch.from_numpy(np.array(a)) for a in cache)
    # the biases are not in the cache; what they do is known from the states
    bias = torch.zeros(len(W_hh), dtype=X.dtype)
    given = torch.from_numpy(np.array(dH))
    leaves = [a.requires_grad_() for a in (X, h0, W_ih, W_hh, bias)]
    h, loss = h0, 0.0
    for t in range(X.shape[1]):
        step = (1 - H[:, t] ** 2) * (X[:, t] @ W_ih.T + h @ W_hh.T + bias)
        h = H[:, t] + step - step.detach()  # the value from the cache, the slopes of the step
        loss = loss + (given[:, t] * h).sum()
        if (t + 1) % k == 0:
            h = h.detach()
    if X.shape[1] == 0:
        return [np.zeros(a.shape) for a in (X, h0, W_ih, W_hh, bias, bias)]
    dX, dh0, dW_ih, dW_hh, db = torch.autograd.grad(loss, leaves)
    return [g.numpy() for g in (dX, dh0, dW_ih, dW_hh, db, db)]

# %% q3
import torch
import torch.nn.functional as F

def jordan_rnn_forward(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0):
    X, y, W_xh, W_yh, b_h, W_hy, b_y = tensors(X, y0, W_xh, W_yh, b_h, W_hy, b_y)
    s, H, Y = torch.zeros_like(y), [], []
    for x in X.unbind(1):
        s = y + mu * s
        h = torch.tanh(F.linear(x, W_xh, b_h) + F.linear(s, W_yh))
        y = F.linear(h, W_hy, b_y)
        H.append(h)
        Y.append(y)
    return torch.stack(H, 1), torch.stack(Y, 1)

# %% q4
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

def bidirectional_rnn(X, fwd, bwd, lengths=None):
    B, T, _ = X.shape
    net = layer(torch.nn.RNN, [fwd, bwd], bidirectional=True)
    n = np.full(B, T) if lengths is None else np.array(lengths)
    H, h = np.zeros((B, T, 2 * net.hidden_size)), np.zeros((2, B, net.hidden_size))
    some = n > 0  # packing refuses empty sequences
    packed = pack_padded_sequence(torch.from_numpy(np.array(X[some])), torch.from_numpy(n[some].astype("int64")), batch_first=True, enforce_sorted=False)
    with torch.no_grad():
        out, last = net(packed)
    H[some], h[:, some] = pad_packed_sequence(out, batch_first=True, total_length=T)[0].numpy(), last.numpy()
    return H, h

# %% q5
import torch

def lstm_cell(x, h, c, W_ih, W_hh, b_ih, b_hh):
    x, h, c, W_ih, W_hh, b_ih, b_hh = tensors(x, h, c, W_ih, W_hh, b_ih, b_hh)
    cell = torch.nn.LSTMCell(x.shape[1], h.shape[1], dtype=x.dtype)
    cell.load_state_dict({"weight_ih": W_ih, "weight_hh": W_hh, "bias_ih": b_ih, "bias_hh": b_hh})
    with torch.no_grad():
        return [part.numpy() for part in cell(x, (h, c))]

def lstm_forward(X, state, params):
    h, c = tensors(*state)
    with torch.no_grad():
        H, (h, c) = layer(torch.nn.LSTM, params)(*tensors(X), (h[None], c[None]))
    return H.numpy(), (h[0].numpy(), c[0].numpy())

def lstm_param_count(D, H, two_biases=True):
    net = torch.nn.LSTM(D, H)
    return sum(p.numel() for name, p in net.named_parameters() if two_biases or "bias_hh" not in name)

# %% q6
import torch

def jacobian_product(W_hh, hs):
    W = torch.from_numpy(np.array(W_hh))
    J = torch.eye(len(W), dtype=W.dtype)
    for h in torch.from_numpy(np.array(hs)):
        J = torch.diag(1 - h.square()) @ W @ J
    return J

def gradient_norm_bound(W_hh, gamma, T):
    return (gamma * torch.linalg.matrix_norm(torch.from_numpy(np.array(W_hh)), 2)) ** T

def clip_grad_norm(grads, max_norm):
    variables = [torch.nn.Parameter(torch.from_numpy(np.array(g))) for g in grads]
    for variable in variables:
        variable.grad = variable.detach().clone()
    norm = torch.nn.utils.clip_grad_norm_(variables, max_norm)
    return [variable.grad.numpy() for variable in variables], norm.item()

# %% q7
import torch
import torch.nn.functional as F

def char_gradients(params, inputs, targets):
    p = {name: torch.from_numpy(np.array(value)).requires_grad_() for name, value in params.items()}
    inputs, targets = torch.from_numpy(np.array(inputs)), torch.from_numpy(np.array(targets))
    h, scores = torch.zeros(len(inputs), len(p["W_hh"]), dtype=torch.float64), []
    for k in inputs.unbind(1):
        h = torch.tanh(p["W_ih"].T[k] + p["b_ih"] + F.linear(h, p["W_hh"], p["b_hh"]))
        scores.append(F.linear(h, p["W_hy"], p["b_y"]))
    loss = F.cross_entropy(torch.stack(scores, 1).flatten(0, 1), targets.flatten())
    loss.backward()
    return loss.item(), {name: value.grad.numpy() for name, value in p.items()}

def write_text(params, first, u):
    p = {name: torch.from_numpy(np.array(value)) for name, value in params.items()}
    h, k, text = torch.zeros(len(p["W_hh"]), dtype=torch.float64), first, []
    for chance in u:
        h = torch.tanh(p["W_ih"][:, k] + p["b_ih"] + p["W_hh"] @ h + p["b_hh"])
        below = torch.softmax(p["W_hy"] @ h + p["b_y"], 0).cumsum(0)
        k = int((below > chance).nonzero()[0])
        text.append(k)
    return torch.tensor(text, dtype=torch.int64)
