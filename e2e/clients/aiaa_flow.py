"""Drives NVIDIA's own AIAA Python client (its module client_api.py) against a running service.

Usage: aiaa_flow.py URL IMAGE.nii.gz I,J,K

Models, a session by upload, a click, a second one, the first again; the same click with the file
instead; and a session that is over. Masks are compared as ITK reads them.
"""

import os
import sys
import tempfile

import numpy
import SimpleITK
from client_api import AIAAClient, AIAAException


def main(url, image, click):
    client = AIAAClient(url)
    point = [int(n) for n in click.split(",")]
    other = [point[0], point[1], max(0, point[2] - 5)]
    folder = tempfile.mkdtemp()
    original = SimpleITK.ReadImage(image)

    def voxels(name):
        mask = SimpleITK.ReadImage(os.path.join(folder, name))
        assert mask.GetSize() == original.GetSize()
        assert numpy.allclose(mask.GetSpacing(), original.GetSpacing(), atol=1e-5)
        assert numpy.allclose(mask.GetOrigin(), original.GetOrigin(), atol=1e-5)
        assert numpy.allclose(mask.GetDirection(), original.GetDirection(), atol=1e-5)
        values = SimpleITK.GetArrayFromImage(mask)
        assert set(numpy.unique(values)) <= {0, 1}
        return values

    def deepgrow(model, foreground, background, name, session=None):
        out = os.path.join(folder, name)
        params = client.deepgrow(
            model, foreground, background, image, out, current_point=foreground[-1], session_id=session
        )
        assert isinstance(params, dict), params
        return voxels(name)

    names = [model["name"] for model in client.model_list()]
    assert {"deepgrow_2d", "deepgrow_3d"} <= set(names), names
    assert client.model("deepgrow_3d")["deepgrow"] == "3D"
    assert client.model_list(label="nothing has this label") == []

    session = client.create_session(image)["session_id"]
    assert client.get_session(session)["name"] == session
    first = deepgrow("deepgrow_3d", [point], [], "first.nii.gz", session)
    assert first[point[2], point[1], point[0]] == 1, "the clicked voxel is not marked"
    two = deepgrow("deepgrow_3d", [point], [other], "two.nii.gz", session)
    assert two[other[2], other[1], other[0]] == 0, "the voxel clicked away is marked"
    again = deepgrow("deepgrow_3d", [point], [], "again.nii.gz", session)
    assert (again == first).all(), "a click taken back changes the mask"
    by_file = deepgrow("deepgrow_3d", [point], [], "file.nii.gz")
    assert (by_file == first).all(), "session and file differ"
    flat = deepgrow("deepgrow_2d", [point], [], "flat.nii.gz", session)
    assert flat[point[2]].any() and flat.sum() == flat[point[2]].sum()

    out = os.path.join(folder, "inference.nii.gz")
    params = {"foreground": [point], "background": [], "current_point": [point]}
    client.inference("deepgrow_3d", params, image, out, session_id=session)
    assert (voxels("inference.nii.gz") == first).all()
    params.update(result_extension=".nrrd", result_compress=True)
    client.inference("deepgrow_3d", params, image, os.path.join(folder, "mask.nrrd"), session_id=session)
    assert (voxels("mask.nrrd") == first).all(), "NRRD and NIfTI differ"

    assert client.close_session(session)
    try:
        deepgrow("deepgrow_3d", [point], [], "gone.nii.gz", session)
        raise AssertionError("a closed session answers")
    except AIAAException as e:
        assert "Session Expired" in str(e), e
    try:
        client.segmentation("spleen", image, out)
        raise AssertionError("there is a model for segmentation")
    except AIAAException as e:
        assert "click with a deepgrow model" in str(e), e
    print("flow complete:", int(first.sum()), "voxels")


if __name__ == "__main__":
    main(*sys.argv[1:])
