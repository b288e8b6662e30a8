package io.deepgrow.app.compat.monailabel.label;

import io.deepgrow.app.compat.StructureNames;
import io.deepgrow.app.compat.image.ClientMasks;
import io.deepgrow.app.result.NamedMask;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.file.SegNrrd;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes labels as Slicer's segmentations, with the names and colours of their segments. */
@ApplicationScoped
public class LabelFiles {

  private final StructureNames structures;

  LabelFiles(StructureNames structures) {
    this.structures = structures;
  }

  /** Writes masks to a stream and leaves it open. */
  public void write(List<NamedMask> masks, OutputStream out) throws IOException {
    SegNrrd.write(
        masks.stream().map(m -> ClientMasks.segment(m.mask(), m.structure())).toList(), out);
  }

  /** A SEG's masks on the grid of their series. */
  public List<NamedMask> ofSeg(byte[] part10, LoadedSeries series) {
    return new SegReader(SegReadOptions.standard())
            .read(DicomReader.read(part10, DicomLimits.standard()), LabelReader.grid(series))
            .segments()
            .stream()
            .map(s -> new NamedMask(structures.of(s.label()), s.mask()))
            .toList();
  }
}
