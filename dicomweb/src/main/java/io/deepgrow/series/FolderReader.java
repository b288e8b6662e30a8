package io.deepgrow.series;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.volume.file.MemoryRoom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/** One reading of a folder: no file of it vanishes without a word. */
final class FolderReader {

  private static final int NAMED = 5;

  private final SeriesLoader loader;
  private final MemoryRoom room;
  private final Set<String> series = ConcurrentHashMap.newKeySet();
  private final SortedSet<String> notDicom = new ConcurrentSkipListSet<>();

  FolderReader(Modalities modalities, MemoryRoom room) {
    this.loader = new SeriesLoader(PixelDecoders.standard(), modalities, room);
    this.room = room;
  }

  /** Reads a file; many threads may. */
  void add(Path path) {
    String name = String.valueOf(path.getFileName());
    try {
      long bytes = Files.size(path);
      room.take(bytes);
      DicomFile file = DicomReader.read(path, DicomLimits.standard());
      if (loader.add(file)) {
        file.dataSet().string(Tag.SERIES_INSTANCE_UID).ifPresent(series::add);
      }
      room.giveBack(bytes);
    } catch (SeriesException e) {
      throw new SeriesException(e.code(), "File " + name + ": " + e.getMessage());
    } catch (DicomException e) {
      if (!e.code().equals("dicom.not_part10")) {
        throw new DicomException(e.code(), "File " + name + ": " + e.getMessage(), e);
      }
      notDicom.add(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LoadedSeries finish(int files) {
    if (series.size() > 1) {
      throw new SeriesException(
          "series.several",
          "The folder holds slices of " + series.size() + " series; one is needed");
    }
    if (loader.slices() == 0 && !notDicom.isEmpty() && notDicom.size() == files) {
      throw new SeriesException(
          "series.empty", "None of the " + files + " files is DICOM: " + names());
    }
    LoadedSeries loaded = loader.finish();
    if (notDicom.isEmpty()) {
      return loaded;
    }
    List<String> warnings = new ArrayList<>(loaded.warnings());
    warnings.add(
        "series.not_dicom: "
            + notDicom.size()
            + " of "
            + files
            + " files are no DICOM and were left out: "
            + names());
    return new LoadedSeries(loaded.volume(), loaded.slices(), loaded.commonAttributes(), warnings);
  }

  private String names() {
    String some = notDicom.stream().limit(NAMED).collect(Collectors.joining(", "));
    return notDicom.size() > NAMED ? some + ", …" : some;
  }
}
