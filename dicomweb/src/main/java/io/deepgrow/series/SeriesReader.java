package io.deepgrow.series;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomReader;
import io.deepgrow.dicom.PixelDecoders;
import io.deepgrow.dicom.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Reads a series from a folder of Part 10 files. */
public final class SeriesReader {

  private SeriesReader() {}

  /**
   * The one image series in a folder; files that are no DICOM are passed over.
   *
   * @throws SeriesException {@code series.empty}, {@code series.several} or that of a defect
   */
  public static LoadedSeries directory(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(Files::isRegularFile).sorted().toList();
    }
    SeriesLoader loader = new SeriesLoader(PixelDecoders.standard());
    Set<String> series = ConcurrentHashMap.newKeySet();
    try {
      files.parallelStream().forEach(file -> add(file, loader, series));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (series.size() > 1) {
      throw new SeriesException(
          "series.several",
          "The folder holds slices of " + series.size() + " series; one is needed");
    }
    return loader.finish();
  }

  private static void add(Path path, SeriesLoader loader, Set<String> series) {
    try {
      DicomFile file = DicomReader.read(path, DicomLimits.standard());
      if (loader.add(file)) {
        file.dataSet().string(Tag.SERIES_INSTANCE_UID).ifPresent(series::add);
      }
    } catch (DicomException e) {
      if (!e.code().equals("dicom.not_part10") && !e.code().equals("dicom.truncated")) {
        throw e;
      }
      if (e.code().equals("dicom.truncated") && size(path) > 1024) {
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      return 0;
    }
  }
}
