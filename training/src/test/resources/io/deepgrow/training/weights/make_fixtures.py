"""Makes the files beside it. They were made with torch 2.4.1, monai 1.5.2 and numpy 1.26.4 on a CPU:

    pip install torch==2.4.1 monai==1.5.2 numpy==1.26.4 onnx==1.16.2 && python make_fixtures.py

monai_tiny.pt      a training checkpoint as Clara writes it: dict with "model" (names with the
                   "module." of several GPUs), "optimizer", "lr_scheduler" and "train_conf"
forward.safetensors "input" [1,3,16,16,32] and MONAI's "logits" [1,1,16,16,32] for it
traced.ts          a smaller network, traced and saved as TorchScript
traced.safetensors the state dict of that network
scripted.ts        the same, scripted
exported.onnx      the same as PyTorch exports it to ONNX, for inputs [1,3,16,16,32]
half.pt            the same as a bare state dict: convolutions in half, the rest in bfloat16
whole.pt           the same saved whole, which names its classes and is refused
layouts.pt         a bare state dict: dtypes, slices, transposes, a shared storage, an empty tensor
legacy.pt          a file as PyTorch wrote before 1.6
"""
import json
import os
import struct
import zipfile

import torch
from monai.networks.nets import BasicUNet



def network(features, seed):
    torch.manual_seed(seed)
    net = BasicUNet(
        spatial_dims=3,
        in_channels=3,
        out_channels=1,
        features=features,
        act=("LeakyReLU", {"inplace": True, "negative_slope": 0.1}),
        norm=("instance", {"affine": True}),
    )
    with torch.no_grad():  # normalisation that does something
        for name, p in net.named_parameters():
            if ".adn.N." in name:
                p.add_(0.25 * torch.randn_like(p))
    return net


def safetensors(path, tensors):
    header, data = {}, b""
    for name, t in tensors.items():
        raw = t.detach().contiguous().numpy().astype("<f4").tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": list(t.shape),
            "data_offsets": [len(data), len(data) + len(raw)],
        }
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + data)


def script(path, module):
    """Saves without the debug files, which name folders of the machine."""
    module.save(path + ".all")
    with zipfile.ZipFile(path + ".all") as whole, zipfile.ZipFile(path, "w") as out:
        for entry in whole.infolist():
            if not entry.filename.endswith(".debug_pkl"):
                out.writestr(entry, whole.read(entry))
    os.remove(path + ".all")


def main():
    net = network((4, 6, 8, 10, 12, 4), 20)
    optimizer = torch.optim.Adam(net.parameters(), 1e-4)  # no step: no moments to store
    torch.save(
        {
            "model": {"module." + k: v for k, v in net.state_dict().items()},
            "optimizer": optimizer.state_dict(),
            "lr_scheduler": {"step_size": 5000, "gamma": 0.1, "last_epoch": 0},
            "train_conf": {"train": {"model": {"name": "BasicUnet", "args": {"dimensions": 3}}}},
        },
        "monai_tiny.pt",
    )
    net.eval()
    x = torch.rand(1, 3, 16, 16, 32) * 2 - 1
    with torch.no_grad():
        safetensors("forward.safetensors", {"input": x, "logits": net(x)})
        small = network((2, 4, 2, 2, 4, 2), 21).eval()
        safetensors("traced.safetensors", small.state_dict())
        script("traced.ts", torch.jit.trace(small, x))
        script("scripted.ts", torch.jit.script(small))
        torch.onnx.export(
            small,
            x,
            "exported.onnx",
            opset_version=17,
            input_names=["INPUT__0"],
            output_names=["OUTPUT__0"],
        )
    torch.save(small, "whole.pt")
    torch.save(
        {k: v.half() if ".conv." in k else v.bfloat16() for k, v in small.state_dict().items()},
        "half.pt",
    )

    base = torch.arange(24, dtype=torch.float32)
    layouts = {
        "plain": base.reshape(2, 3, 4),
        "slice": base[5:9],
        "transposed": base.reshape(4, 6).t(),
        "half": torch.tensor([0.5, -2.0, 65504.0, 2.0**-24, float("inf")], dtype=torch.half),
        "bfloat16": torch.tensor([1.0, -3.140625, 1e38], dtype=torch.bfloat16),
        "double": torch.tensor([[1.5, 2.25]], dtype=torch.double),
        "scalar": torch.tensor(7.0),
        "step": torch.tensor(2**40, dtype=torch.long),
        "empty": torch.zeros(0, 3),
    }
    torch.save(layouts, "layouts.pt")
    torch.save({"w": base[:2].clone()}, "legacy.pt", _use_new_zipfile_serialization=False)


if __name__ == "__main__":
    main()
