"""Drives MONAI Label's own Python client (its module client.py) against a running service.

Usage: monailabel_flow.py URL IMAGE.nii.gz I,J,K [SERIES_UID]
With the environment variable DEEPGROW_KEY each request carries that key.

Session by upload, two clicks, one taken back; the image joins the datastore, its mask is saved as
the label and comes back. With the UID of a series in the PACS the label is stored there as well.
"""

import gzip
import os
import sys

from client import MONAILabelClient


def voxels(path):
    data = open(path, "rb").read()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if data[:4] == b"NRRD":
        head, _, body = data.partition(b"\n\n")
        return gzip.decompress(body) if b"encoding: gzip" in head else body
    return data[352:]


def main(url, image, click, series=None):
    client = MONAILabelClient(url, client_id="flow")
    point = [int(n) for n in click.split(",")]
    key = os.environ.get("DEEPGROW_KEY")
    assert client.auth_enabled() == bool(key)
    if key:
        client.update_auth({"token_type": "Bearer", "access_token": key})
        assert client.auth_valid_token(), "the key opens nothing"
    info = client.info()
    assert "deepgrow_3d" in info["models"], info
    session = client.create_session(image)["session_id"]
    assert client.get_session(session)["name"] == session

    def infer(foreground, background, **where):
        params = {"foreground": foreground, "background": background, "label": "spleen"}
        return client.infer("deepgrow_3d", where.pop("image_id", "none"), params, **where)

    first, params = infer([point], [], session_id=session)
    assert "latencies" in params, params
    mask = voxels(first)
    assert sum(mask) > 0, "the mask is empty"
    other = [point[0], point[1], max(0, point[2] - 5)]
    infer([point], [other], session_id=session)
    again, _ = infer([point], [], session_id=session)
    assert voxels(again) == mask, "a click taken back changes the mask"
    by_file, _ = infer([point], [], file=image)
    assert voxels(by_file) == mask, "session and upload differ"

    client.upload_image(image, "flow-image")
    info = {"label_info": [{"name": "spleen", "idx": 1}]}
    client.save_label("flow-image", by_file, params=dict(info))
    assert "final" in client.datastore()["objects"]["flow-image"]["labels"]
    assert voxels(client.download_label("flow-image", "final")) == mask, "the label changed"
    if series:
        stored, _ = infer([point], [], image_id=series)
        client.save_label(series, stored, params=dict(info))
        assert "final" in client.datastore()["objects"][series]["labels"]
        assert voxels(client.download_label(series, "final")) == voxels(stored)
    assert client.next_sample("first", {})["id"]
    assert not client.train_status(check_if_running=True)
    client.remove_session(session)
    print("flow complete:", sum(mask), "voxels")


if __name__ == "__main__":
    main(*sys.argv[1:])
