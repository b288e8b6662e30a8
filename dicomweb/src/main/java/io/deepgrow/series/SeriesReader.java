package io.deepgrow.series;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.DicomReader;
import io.deepgrow.dicom.PixelDecoders;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.RetrieveProgress;
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

  /** Answers of services that do not transcode, whatever the object. */
  private static final Set<Integer> CANNOT_TRANSCODE = Set.of(400, 405, 406, 415, 422, 501);

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

  /**
   * A series from a PACS; slices are decoded while others still come. What can't be decoded here is
   * asked for as Explicit VR Little Endian.
   *
   * @throws SeriesException when the slices make no volume
   * @throws io.deepgrow.dicomweb.DicomWebException when the PACS fails
   */
  public static LoadedSeries fromPacs(
      DicomWebClient pacs, StudyUid study, SeriesUid series, RetrieveProgress progress) {
    PixelDecoders decoders = PixelDecoders.standard();
    SeriesLoader loader = new SeriesLoader(decoders);
    try (DecodeQueue queue = new DecodeQueue()) {
      pacs.retrieveSeries(
          study,
          series,
          file ->
              queue.submit(
                  () ->
                      loader.add(
                          decoders.supports(file.syntax())
                              ? file
                              : decodable(pacs, study, series, file))),
          progress);
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

  /** What can't be decoded here, as the PACS decodes it. */
  private static DicomFile decodable(
      DicomWebClient pacs, StudyUid study, SeriesUid series, DicomFile file) {
    SopInstanceUid instance = file.sopInstanceUid();
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
