package io.deepgrow.app.compat.monailabel;

import io.deepgrow.app.compat.StructureNames;
import io.deepgrow.app.result.NamedMask;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomReader;
import io.deepgrow.seg.RgbColor;
import io.deepgrow.seg.SegReadOptions;
import io.deepgrow.seg.SegReader;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.SegNrrd;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes labels as Slicer's segmentations, with the names and colours of their segments. */
@ApplicationScoped
class LabelFiles {

  private final StructureNames structures;

  LabelFiles(StructureNames structures) {
    this.structures = structures;
  }

  byte[] encode(List<NamedMask> masks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SegNrrd.write(masks.stream().map(LabelFiles::segment).toList(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static SegNrrd.Segment segment(NamedMask mask) {
    RgbColor c = mask.structure().rgb();
    return new SegNrrd.Segment(
        mask.structure().id(),
        mask.structure().label(),
        c.red() << 16 | c.green() << 8 | c.blue(),
        mask.mask());
  }

  /** A SEG's masks on the grid of their series. */
  List<NamedMask> ofSeg(byte[] part10, LoadedSeries series) {
    return new SegReader(SegReadOptions.standard())
            .read(DicomReader.read(part10, DicomLimits.standard()), LabelReader.grid(series))
            .segments()
            .stream()
            .map(s -> new NamedMask(structures.of(s.label()), s.mask()))
            .toList();
  }
}
