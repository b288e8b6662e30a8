package io.deepgrow.training.prepare.layout;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.source.Listing;
import io.deepgrow.training.prepare.source.SegReferences;
import io.deepgrow.training.prepare.source.SeriesCase;
import io.deepgrow.training.prepare.source.SourceCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** DICOM files in any sub-folders: image series, and SEG objects that refer to them. */
final class DicomLayout {

  private final Path root;
  private final Map<String, List<Path>> slices = new TreeMap<>();
  private final SegReferences<Path> references = new SegReferences<>();
  private final List<Finding> defects = new ArrayList<>();
  private final CaseNames names = new CaseNames();

  private DicomLayout(Path root) {
    this.root = root;
  }

  static Listing list(Path root) throws IOException {
    DicomLayout layout = new DicomLayout(root);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      layout.add(file);
    }
    if (layout.slices.isEmpty()) {
      throw new PrepareException(root + " holds neither labelled volumes nor DICOM images");
    }
    return layout.listing();
  }

  private void add(Path file) throws IOException {
    DicomObject header;
    try {
      header = DicomReader.readHeader(file, DicomLimits.standard()).dataSet();
    } catch (DicomException e) {
      if (!e.code().equals("dicom.not_part10") && !e.code().equals("dicom.truncated")) {
        defects.add(
            new Finding(names.next(name(file)), "", e.code(), String.valueOf(e.getMessage())));
      }
      return;
    }
    String series = header.string(Tag.SERIES_INSTANCE_UID).orElse("");
    if (SegReferences.isSeg(header)) {
      references.addSeg(header, file);
    } else if (header.contains(Tag.ROWS) && !series.isEmpty()) {
      references.addSeries(header, series);
      slices.computeIfAbsent(series, uid -> new ArrayList<>()).add(file);
    }
  }

  private String name(Path file) {
    return root.relativize(file).toString();
  }

  private Listing listing() {
    List<SourceCase> cases = new ArrayList<>();
    for (Map.Entry<String, List<Path>> entry : slices.entrySet()) {
      String series = entry.getKey();
      String id = names.next(series);
      List<Path> segs = references.segsOf(series);
      if (segs.isEmpty()) {
        defects.add(new Finding(id, "", "case.no_label", "No SEG refers to series " + series));
      } else {
        cases.add(new SeriesCase(id, references.patientOf(series), root, entry.getValue(), segs));
      }
    }
    for (Path seg : references.unmatched()) {
      defects.add(
          new Finding(
              names.next(name(seg)), "", "seg.no_series", "The SEG's source series is not there"));
    }
    return new Listing("DICOM series and SEG", cases, defects);
  }
}
