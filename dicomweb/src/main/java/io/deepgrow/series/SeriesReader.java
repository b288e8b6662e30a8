package io.deepgrow.series;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.RetrieveProgress;
import io.deepgrow.volume.file.MemoryRoom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a series from a folder of Part 10 files, or from a PACS. */
public final class SeriesReader {

  /** Answers of services that do not transcode, whatever the object. */
  private static final Set<Integer> CANNOT_TRANSCODE = Set.of(400, 405, 406, 415, 422, 501);

  private SeriesReader() {}

  /** As {@link #directory(Path, Modalities)}, for CT alone. */
  public static LoadedSeries directory(Path folder) throws IOException {
    return directory(folder, Modalities.CT);
  }

  /**
   * The one image series in a folder; files that are no DICOM are left out, counted and named in a
   * warning.
   *
   * @throws SeriesException {@code series.empty}, {@code series.several} or that of a defect
   * @throws DicomException naming the file, when one is cut off or damaged
   */
  public static LoadedSeries directory(Path folder, Modalities modalities) throws IOException {
    return directory(folder, modalities, MemoryRoom.UNLIMITED);
  }

  /** As the other, asking for memory before it is taken. */
  public static LoadedSeries directory(Path folder, Modalities modalities, MemoryRoom room)
      throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(Files::isRegularFile).sorted().toList();
    }
    FolderReader reader = new FolderReader(modalities, room);
    try {
      files.parallelStream().forEach(reader::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return reader.finish(files.size());
  }

  /** As the other, for CT alone. */
  public static LoadedSeries fromPacs(
      DicomWebClient pacs, StudyUid study, SeriesUid series, RetrieveProgress progress) {
    return fromPacs(pacs, study, series, Modalities.CT, MemoryRoom.UNLIMITED, progress);
  }

  /**
   * A series from a PACS; slices are decoded while others still come. What can't be decoded here is
   * requested as Explicit VR Little Endian after them, so that one call at a time is enough.
   *
   * @param room asked for memory before it is taken
   * @throws SeriesException when the slices make no volume
   * @throws io.deepgrow.dicomweb.DicomWebException when the PACS fails
   */
  public static LoadedSeries fromPacs(
      DicomWebClient pacs,
      StudyUid study,
      SeriesUid series,
      Modalities modalities,
      MemoryRoom room,
      RetrieveProgress progress) {
    PixelDecoders decoders = PixelDecoders.standard();
    SeriesLoader loader = new SeriesLoader(decoders, modalities, room);
    List<Undecodable> others = new ArrayList<>();
    try (DecodeQueue queue = new DecodeQueue()) {
      pacs.retrieveSeries(
          study,
          series,
          file -> {
            if (decoders.supports(file.syntax())) {
              queue.submit(() -> loader.add(file));
            } else {
              others.add(new Undecodable(file.sopInstanceUid(), file.syntax()));
            }
          },
          progress);
      for (Undecodable other : others) {
        queue.submit(() -> loader.add(decodable(pacs, study, series, other)));
      }
      queue.await();
    }
    return loader.finish();
  }

  /**
   * The patient and study modules of one instance as the PACS gives them now: they change when a
   * patient is renamed or a study is moved. Costs one short request; no pixels are transferred.
   *
   * @return what {@link PatientStudyModules#of} takes over, text as the PACS encodes it
   * @throws io.deepgrow.dicomweb.DicomWebException {@code dicomweb.not_found} when the instance is
   *     gone or belongs to another study by now; others when the PACS fails
   */
  public static DicomObject patientAndStudy(
      DicomWebClient pacs, StudyUid study, SeriesUid series, SopInstanceUid instance) {
    return PatientStudyModules.of(pacs.retrieveHeader(study, series, instance));
  }

  /** An instance in a syntax that can't be decoded here. */
  private record Undecodable(SopInstanceUid instance, TransferSyntax syntax) {}

  /** What can't be decoded here, as the PACS decodes it. */
  private static DicomFile decodable(
      DicomWebClient pacs, StudyUid study, SeriesUid series, Undecodable file) {
    SopInstanceUid instance = file.instance();
    try {
      return pacs.retrieveExplicitLittle(study, series, instance);
    } catch (DicomWebException e) {
      if (e.code().equals("dicomweb.not_acceptable") || CANNOT_TRANSCODE.contains(e.status())) {
        throw PixelDecoders.unsupported(file.syntax(), instance);
      }
      throw new DicomWebException(
          e.code(),
          e.status(),
          e.getMessage()
              + ", when instance "
              + instance
              + " ("
              + file.syntax().name()
              + ") was to come as Explicit VR Little Endian, which can be decoded here");
    }
  }
}
