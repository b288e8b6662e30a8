package io.deepgrow.training.prepare.source;

import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SeriesLoader;
import io.deepgrow.training.prepare.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A DICOM series in files and the SEG files that refer to it.
 *
 * @param root what provenance is relative to
 * @param slices files of the series
 */
public record SeriesCase(String id, String group, Path root, List<Path> slices, List<Path> segs)
    implements SourceCase {

  /** With its own copies of the lists. */
  public SeriesCase {
    slices = List.copyOf(slices);
    segs = List.copyOf(segs);
  }

  @Override
  public SourceFiles files() throws IOException {
    return new SourceFiles(
        relative(
            Objects.requireNonNull(
                slices.get(0).toAbsolutePath().getParent(), "a file lies in a folder")),
        "sha256:" + Sha256.of(slices),
        segs.stream().map(this::relative).toList(),
        "sha256:" + Sha256.of(segs));
  }

  private String relative(Path path) {
    Path base = root.toAbsolutePath().normalize();
    String text = base.relativize(path.toAbsolutePath().normalize()).toString();
    return text.isEmpty() ? "." : text.replace('\\', '/');
  }

  @Override
  public LoadedCase load() throws IOException {
    SeriesLoader loader = new SeriesLoader(PixelDecoders.standard());
    for (Path slice : slices) {
      loader.add(DicomReader.read(slice, DicomLimits.standard()));
    }
    LoadedSeries series = loader.finish();
    SegLabels labels = new SegLabels(series);
    for (Path seg : segs) {
      labels.add(DicomReader.read(seg, DicomLimits.standard()));
    }
    return new LoadedCase(series.volume(), labels.layers());
  }
}
