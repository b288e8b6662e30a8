package io.deepgrow.app.pacs;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.dicomweb.PacsWays;
import io.deepgrow.series.CtSlices;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PACS with the ways of several archives at once: pages of five, limits up to 200, plain JSON,
 * everything compressed, SEGs given back deflated and with numbers written otherwise; and one study
 * that takes nothing more.
 */
public final class OddPacs implements QuarkusTestResourceLifecycleManager {

  static final String STUDY = "2.25.1";
  static final String CLOSED_STUDY = "2.25.2";
  static final String CT = "2.25.11";
  static final String MR = "2.25.12";
  static final String CLOSED_CT = "2.25.21";

  private static final String REJECTION =
      "{\"00081198\":{\"vr\":\"SQ\",\"Value\":[{\"00081197\":{\"vr\":\"US\",\"Value\":[42872]}}]}}";

  private FakePacs pacs = FakePacs.of(List.of());

  @Override
  public Map<String, String> start() {
    List<DicomFile> files = new ArrayList<>();
    files.addAll(series(STUDY, CT, "CT"));
    files.addAll(series(STUDY, MR, "MR"));
    files.addAll(series(CLOSED_STUDY, CLOSED_CT, "CT"));
    pacs.close();
    pacs =
        FakePacs.of(files)
            .with(
                PacsWays.friendly()
                    .capped(5)
                    .refusingLimitsAbove(200)
                    .knowingPlainJsonOnly()
                    .gzipping()
                    .rewriting(OddPacs::rewritten)
                    .before(
                        exchange -> {
                          boolean closed =
                              exchange.getRequestMethod().equals("POST")
                                  && exchange.getRequestURI().getPath().endsWith(CLOSED_STUDY);
                          if (closed) {
                            exchange.getRequestBody().readAllBytes();
                            byte[] body = REJECTION.getBytes(StandardCharsets.US_ASCII);
                            exchange
                                .getResponseHeaders()
                                .add("Warning", "299 arc \"Patient ID [X-1] differs\"");
                            exchange.sendResponseHeaders(409, body.length);
                            exchange.getResponseBody().write(body);
                          }
                          return closed;
                        }));
    return Map.of("deepgrow.pacs.url", pacs.base().toString());
  }

  private static List<DicomFile> series(String study, String series, String modality) {
    List<DicomFile> files = CtSlices.axial(12);
    for (int k = 0; k < files.size(); k++) {
      files
          .get(k)
          .dataSet()
          .setString(Tag.STUDY_INSTANCE_UID, study)
          .setString(Tag.SERIES_INSTANCE_UID, series)
          .setString(Tag.SOP_INSTANCE_UID, series + "." + (k + 1))
          .setString(Tag.MODALITY, modality)
          .remove(Tag.RESCALE_INTERCEPT);
    }
    return files;
  }

  /** A SEG as another writer would write it. */
  private static DicomFile rewritten(DicomFile file) {
    if (!file.dataSet().string(Tag.MODALITY).equals(Optional.of("SEG"))) {
      return file;
    }
    DicomObject copy = file.dataSet().deepCopy();
    for (DicomObject frame : copy.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE)) {
      DicomObject plane = frame.item(Tag.PLANE_POSITION_SEQUENCE).orElseThrow();
      plane.setString(
          Tag.IMAGE_POSITION_PATIENT,
          plane.strings(Tag.IMAGE_POSITION_PATIENT).stream()
              .map(text -> new BigDecimal(text).setScale(6).toPlainString())
              .toArray(String[]::new));
    }
    copy.setString(Tag.ISSUER_OF_PATIENT_ID, "ARCHIVE.7D5BB2F9.null");
    return new DicomFile(TransferSyntax.DEFLATED, copy, file.pixelData());
  }

  @Override
  public void stop() {
    pacs.close();
  }
}
