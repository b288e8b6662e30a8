"""Writes the SEG files of other software that the tests read; see README.md."""

import copy
import datetime
import json
import os
import subprocess
import sys
import tempfile

import highdicom as hd
import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sr.codedict import codes
from pydicom.uid import ExplicitVRLittleEndian, RLELossless

COLUMNS, ROWS, SLICES = 21, 22, 7
HERE = os.path.dirname(os.path.abspath(__file__))
CT = "1.2.840.10008.5.1.4.1.1.2"


def masks():
    """Three segments [s, k, j, i]; the tests compute the same in SegFixture."""
    k, j, i = np.meshgrid(np.arange(SLICES), np.arange(ROWS), np.arange(COLUMNS), indexing="ij")
    first = ((3 * i + 5 * j + 7 * k) % 11 < 4) & (k >= 2) & (k <= 4)
    second = ((i - 10) ** 2 + (j - 8) ** 2 < 25) & np.isin(k, (1, 2, 5))
    third = (i == 20) & (j == 21) & (k == 6)
    return np.stack([first, second, third]).astype(np.uint8)


def source():
    slices = []
    for k in range(SLICES):
        ds = Dataset()
        ds.file_meta = FileMetaDataset()
        ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        ds.file_meta.MediaStorageSOPClassUID = CT
        ds.file_meta.MediaStorageSOPInstanceUID = f"2.25.{1000 + k}"
        ds.SOPClassUID = CT
        ds.SOPInstanceUID = f"2.25.{1000 + k}"
        ds.StudyInstanceUID = "2.25.10"
        ds.SeriesInstanceUID = "2.25.20"
        ds.FrameOfReferenceUID = "2.25.30"
        ds.PositionReferenceIndicator = ""
        ds.PatientID = "FIXTURE"
        ds.PatientName = "Fixture"
        ds.PatientBirthDate = ""
        ds.PatientSex = "O"
        ds.StudyDate = "20260101"
        ds.StudyTime = "120000"
        ds.StudyID = "1"
        ds.AccessionNumber = ""
        ds.ReferringPhysicianName = ""
        ds.Modality = "CT"
        ds.Manufacturer = "deepgrow-pacs"
        ds.SeriesNumber = 1
        ds.InstanceNumber = SLICES - k
        ds.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
        ds.Rows, ds.Columns = ROWS, COLUMNS
        ds.PixelSpacing = ["0.80", "0.75"]
        ds.SliceThickness = "2.5"
        ds.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
        ds.ImagePositionPatient = ["-170.50", "-12.25", f"{-30 + 2.5 * k:.2f}"]
        ds.SamplesPerPixel = 1
        ds.PhotometricInterpretation = "MONOCHROME2"
        ds.BitsAllocated = ds.BitsStored = 16
        ds.HighBit = 15
        ds.PixelRepresentation = 1
        ds.RescaleSlope, ds.RescaleIntercept = "1", "0"
        ds.KVP, ds.AcquisitionNumber = "", ""
        ds.PixelData = np.zeros((ROWS, COLUMNS), np.int16).tobytes()
        slices.append(ds)
    return slices


def describe(number, label, code):
    return hd.seg.SegmentDescription(
        segment_number=number,
        segment_label=label,
        segmented_property_category=codes.SCT.AnatomicalStructure,
        segmented_property_type=code,
        algorithm_type=hd.seg.SegmentAlgorithmTypeValues.AUTOMATIC,
        algorithm_identification=hd.AlgorithmIdentificationSequence(
            name="fixture", version="1", family=codes.DCM.ArtificialIntelligence
        ),
        display_color=hd.color.CIELabColor.from_rgb(221, 130, 101),
    )


SEGMENTS = [
    describe(1, "Spleen", codes.SCT.Spleen),
    describe(2, "Liver", codes.SCT.Liver),
    describe(3, "Kidney", codes.SCT.Kidney),
]


def highdicom(array, kind, count, **options):
    seg = hd.seg.Segmentation(
        source_images=source(),
        pixel_array=array,
        segmentation_type=kind,
        segment_descriptions=SEGMENTS[:count],
        series_instance_uid="2.25.40",
        series_number=2,
        sop_instance_uid="2.25.50",
        instance_number=1,
        manufacturer="highdicom",
        manufacturer_model_name="highdicom",
        software_versions=hd.__version__,
        device_serial_number="1",
        **options,
    )
    for name in ("InstanceCreationDate", "ContentDate", "SeriesDate"):
        if name in seg:
            setattr(seg, name, "20260101")
    for name in ("InstanceCreationTime", "ContentTime", "SeriesTime"):
        if name in seg:
            setattr(seg, name, "120000")
    return seg


def save(ds, name):
    ds.save_as(os.path.join(HERE, name + ".dcm"), enforce_file_format=True)


def frames(ds):
    count, size = int(ds.NumberOfFrames), ROWS * COLUMNS
    bits = np.unpackbits(np.frombuffer(ds.PixelData, np.uint8), bitorder="little")
    return bits[: count * size].reshape(count, size)


def packed(bits):
    data = np.packbits(bits, bitorder="little").tobytes()
    return data + b"\0" * (len(data) % 2)


def padded(ds):
    """As writers did before 2020: every frame filled up to whole bytes."""
    ds = copy.deepcopy(ds)
    ds.PixelData = b"".join(np.packbits(f, bitorder="little").tobytes() for f in frames(ds))
    ds.PixelData += b"\0" * (len(ds.PixelData) % 2)
    return ds


def shuffled(ds):
    ds = copy.deepcopy(ds)
    order = np.random.default_rng(1).permutation(int(ds.NumberOfFrames))
    ds.PixelData = packed(frames(ds)[order].ravel())
    groups = ds.PerFrameFunctionalGroupsSequence
    ds.PerFrameFunctionalGroupsSequence = [groups[int(n)] for n in order]
    return ds


def without_derivation(ds):
    ds = copy.deepcopy(ds)
    for group in ds.PerFrameFunctionalGroupsSequence:
        del group.DerivationImageSequence
    del ds.ReferencedSeriesSequence
    return ds


def pack_bits(data):
    """RLE Lossless of one byte plane, literal runs only."""
    out = b""
    for at in range(0, len(data), 128):
        run = data[at : at + 128]
        out += bytes([len(run) - 1]) + run
    header = np.zeros(16, np.uint32)
    header[:2] = 1, 64
    out = header.tobytes() + out
    return out + b"\0" * (len(out) % 2)


def rle_of_bits(ds):
    ds = copy.deepcopy(ds)
    coded = [pack_bits(np.packbits(f, bitorder="little").tobytes()) for f in frames(ds)]
    ds.file_meta.TransferSyntaxUID = RLELossless
    ds.PixelData = encapsulate(coded)
    ds["PixelData"].is_undefined_length = True
    return ds


def nrrd(path, array):
    header = (
        "NRRD0004\ntype: unsigned char\ndimension: 3\nspace: left-posterior-superior\n"
        f"sizes: {COLUMNS} {ROWS} {SLICES}\n"
        "space directions: (0.75,0,0) (0,0.8,0) (0,0,2.5)\nkinds: domain domain domain\n"
        "encoding: raw\nspace origin: (-170.5,-12.25,-30)\n\n"
    )
    with open(path, "wb") as out:
        out.write(header.encode() + array.astype(np.uint8).tobytes())


def dcmqi(name, kind, arrays):
    tools = os.path.dirname(sys.executable)
    with tempfile.TemporaryDirectory() as work:
        for k, ds in enumerate(source()):
            ds.save_as(f"{work}/ct{k}.dcm", enforce_file_format=True)
        attributes, inputs = [], []
        for n, labels in enumerate(arrays):
            inputs.append(f"{work}/labels{n}.nrrd")
            nrrd(inputs[-1], labels)
            attributes.append(
                [
                    {
                        "labelID": int(value),
                        "SegmentLabel": SEGMENTS[value - 1].SegmentLabel,
                        "SegmentAlgorithmType": "SEMIAUTOMATIC",
                        "SegmentAlgorithmName": "fixture",
                        "recommendedDisplayRGBValue": [221, 130, 101],
                        "SegmentedPropertyCategoryCodeSequence": {
                            "CodeValue": "123037004",
                            "CodingSchemeDesignator": "SCT",
                            "CodeMeaning": "Anatomical Structure",
                        },
                        "SegmentedPropertyTypeCodeSequence": {
                            "CodeValue": SEGMENTS[value - 1]
                            .SegmentedPropertyTypeCodeSequence[0]
                            .CodeValue,
                            "CodingSchemeDesignator": "SCT",
                            "CodeMeaning": SEGMENTS[value - 1]
                            .SegmentedPropertyTypeCodeSequence[0]
                            .CodeMeaning,
                        },
                    }
                    for value in np.unique(labels)
                    if value
                ]
            )
        meta = {
            "ContentCreatorName": "Fixture",
            "ClinicalTrialSeriesID": "Session1",
            "ClinicalTrialTimePointID": "1",
            "SeriesDescription": "Segmentation",
            "SeriesNumber": "3",
            "InstanceNumber": "1",
            "segmentAttributes": attributes,
        }
        with open(f"{work}/meta.json", "w") as out:
            json.dump(meta, out)
        subprocess.run(
            [
                f"{tools}/itkimage2segimage",
                "--inputImageList", ",".join(inputs),
                "--inputDICOMDirectory", work,
                "--inputMetadata", f"{work}/meta.json",
                "--segmentationType", kind,
                "--skip", "1",
                "--outputDICOM", os.path.join(HERE, name + ".dcm"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )


NAMES = {
    "latin1": ("ISO_IR 100", "Müller^Jörg"),
    "japanese": (["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎=やまだ^たろう"),
    "korean": (["", "ISO 2022 IR 149"], "Hong^Gildong=洪^吉洞=홍^길동"),
    "gb18030": ("GB18030", "Wang^XiaoDong=王^小东"),
    "utf8": ("ISO_IR 192", "Wang^XiaoDong=王^小東"),
}


def names():
    """Headers of a CT whose patient is written in several character sets."""
    for name, (charset, patient) in NAMES.items():
        ds = source()[0]
        del ds.PixelData
        ds.SpecificCharacterSet = charset
        ds.PatientName = patient
        save(ds, "name-" + name)


def main():
    names()
    three = masks()
    stacked = np.moveaxis(three, 0, -1)
    binary = hd.seg.SegmentationTypeValues.BINARY
    fractional = hd.seg.SegmentationTypeValues.FRACTIONAL
    labelmap = hd.seg.SegmentationTypeValues.LABELMAP

    omitted = highdicom(stacked, binary, 3)
    save(omitted, "highdicom-binary")
    save(highdicom(three[0], binary, 1, omit_empty_frames=False), "highdicom-all-frames")
    save(padded(highdicom(stacked, binary, 3, omit_empty_frames=False)), "padded-frames")
    save(shuffled(omitted), "shuffled-frames")
    save(without_derivation(omitted), "without-derivation")
    save(rle_of_bits(omitted), "rle-bits")

    soft = (three[:2] * np.array([0.9, 0.6])[:, None, None, None]) + 0.2 * (1 - three[:2])
    save(
        highdicom(
            np.moveaxis(soft, 0, -1),
            fractional,
            2,
            fractional_type=hd.seg.SegmentationFractionalTypeValues.PROBABILITY,
            max_fractional_value=200,
        ),
        "highdicom-fractional",
    )
    labels = np.where(three[0], 1, np.where(three[1], 2, np.where(three[2], 3, 0))).astype(np.uint8)
    save(highdicom(labels, labelmap, 3), "highdicom-labelmap")
    save(
        highdicom(labels, labelmap, 3, transfer_syntax_uid=RLELossless), "highdicom-labelmap-rle"
    )
    wide = highdicom(labels, labelmap, 3)
    wide.BitsAllocated = wide.BitsStored = 16
    wide.HighBit = 15
    wide.PixelData = np.frombuffer(wide.PixelData, np.uint8)[
        : int(wide.NumberOfFrames) * ROWS * COLUMNS
    ].astype(np.uint16).tobytes()
    wide["PixelData"].VR = "OW"
    save(wide, "labelmap-16")

    dcmqi("dcmqi-binary", "binary", [three[0], three[1] * 2, three[2] * 3])
    dcmqi("dcmqi-labelmap", "labelmap", [labels])


if __name__ == "__main__":
    main()
