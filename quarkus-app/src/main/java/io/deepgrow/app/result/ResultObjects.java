package io.deepgrow.app.result;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/** The objects of results, to read. */
@ApplicationScoped
public class ResultObjects {

  private static final Logger LOG = Logger.getLogger(ResultObjects.class);

  private final Outbox outbox;
  private final Connections connections;

  ResultObjects(Outbox outbox, Connections connections) {
    this.outbox = outbox;
    this.connections = connections;
  }

  /** The SEG of a result: as it is here, or from the PACS once its bytes are past their time. */
  public byte[] dataset(UUID id) {
    Optional<byte[]> here = QuarkusTransaction.requiringNew().call(() -> outbox.dataset(id));
    if (here.isPresent()) {
      return here.get();
    }
    ResultView result =
        QuarkusTransaction.requiringNew()
            .call(() -> outbox.find(id))
            .orElseThrow(
                () -> new ApiException(ErrorCode.RESULT_NOT_FOUND, "There is no result " + id));
    try {
      return DicomWriter.bytes(
          connections
              .client(connections.id(result.connection()))
              .retrieveDecodable(
                  new StudyUid(result.studyUid()),
                  new SeriesUid(result.seriesUid()),
                  new SopInstanceUid(result.sopInstanceUid())));
    } catch (DicomWebException e) {
      throw new ApiException(
          ErrorCode.PACS_REFUSED, "The PACS does not give the stored object back: " + e.code());
    }
  }

  /** Shows what each SEG that is still here says of its patient, with its session's study. */
  public void forEachHeader(BiConsumer<String, DicomObject> sink) {
    outbox.forEachDataset(
        (study, bytes) -> {
          try {
            InputStream in = new ByteArrayInputStream(bytes);
            sink.accept(study, DicomReader.readHeader(in, DicomLimits.standard()).dataSet());
          } catch (DicomException e) {
            LOG.warnf("a result's object can't be read: %s", e.code());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
