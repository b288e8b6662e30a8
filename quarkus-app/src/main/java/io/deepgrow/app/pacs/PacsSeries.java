package io.deepgrow.app.pacs;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.connection.PacsClients;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.app.series.SeriesSource;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.Modalities;
import io.deepgrow.series.SeriesReader;
import io.deepgrow.volume.file.MemoryRoom;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Series from their PACS, which has what no other source has. */
@ApplicationScoped
@Priority(1)
class PacsSeries implements SeriesSource {

  private final PacsClients pacs;
  private final Modalities modalities;

  PacsSeries(PacsClients pacs, DeepgrowConfig config) {
    this.pacs = pacs;
    this.modalities = Modalities.of(config.sessions().modalities());
  }

  @Override
  public boolean has(SeriesKey key) {
    return true;
  }

  @Override
  public LoadedSeries load(SeriesKey key, MemoryRoom room, Progress progress) {
    return found(
        () ->
            SeriesReader.fromPacs(
                pacs.client(key.connection()),
                key.study(),
                key.series(),
                modalities,
                room,
                progress::slices));
  }

  @Override
  public LoadedSeries today(LoadedSeries loaded, SeriesKey key) {
    SopInstanceUid slice = loaded.slices().get(0).sopInstanceUid();
    return found(
        () ->
            loaded.withPatientAndStudy(
                SeriesReader.patientAndStudy(
                    pacs.client(key.connection()), key.study(), key.series(), slice)));
  }

  private static LoadedSeries found(Supplier<LoadedSeries> answer) {
    try {
      return answer.get();
    } catch (DicomWebException e) {
      if (e.code().equals("dicomweb.not_found")) {
        throw new ApiException(
            ErrorCode.SERIES_NOT_FOUND, "The PACS has no instances of this series in this study");
      }
      throw new ApiException(code(e), e.getMessage() + " (" + e.code() + ")");
    }
  }

  static ErrorCode code(DicomWebException e) {
    return switch (e.code()) {
      case "dicomweb.timeout" -> ErrorCode.PACS_TIMEOUT;
      case "dicomweb.limited" -> ErrorCode.BUSY;
      case "dicomweb.incomplete", "dicomweb.surplus", "dicomweb.foreign_object" ->
          ErrorCode.PACS_INCOMPLETE;
      default -> e.status() == 0 ? ErrorCode.PACS_UNREACHABLE : ErrorCode.PACS_REFUSED;
    };
  }
}
