package io.deepgrow.dicomweb.dcm4chee;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.ServiceCalls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The ways of a dcm4chee-arc beside DICOMweb. Its URLs are of the form {@code
 * https://HOST/dcm4chee-arc/aets/AET/rs}; each AE allows what its web application lists.
 */
public final class Dcm4cheeArchive {

  private static final String AETS = "/aets/";
  private static final int MAX_BYTES = 4 << 20;
  private static final int MAX_DEPTH = 20;
  private static final int MOST = 1000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._/-]{1,200}");
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private final URI base;
  private final ServiceCalls archive;
  private final ServiceCalls aet;

  /**
   * The archive of a service.
   *
   * @throws IllegalArgumentException when its root for storing is not that of an AE of a dcm4chee
   */
  public Dcm4cheeArchive(DicomWebConfig config) {
    URI root = config.roots().store();
    int at = root.toString().indexOf(AETS);
    if (at < 0) {
      throw new IllegalArgumentException(
          "The root of a dcm4chee has /aets/, such as https://HOST/dcm4chee-arc/aets/AET/rs");
    }
    this.base = URI.create(root.toString().substring(0, at));
    this.archive = new ServiceCalls(config, base);
    this.aet = new ServiceCalls(config, root);
  }

  /**
   * The web applications of the archive itself; those of other devices are left out.
   *
   * @param serviceClass such as {@code UPS_RS}, which storage and worklist have on other AEs
   * @throws DicomWebException {@code dicomweb.bad_json}, or that of the status
   */
  public List<ArchiveService> services(String serviceClass) {
    return archive
        .read(
            "/webapps?dcmWebServiceClass=" + name(serviceClass),
            "look at the archive's web applications",
            MAX_BYTES,
            this::services)
        .orElseThrow(
            () ->
                new DicomWebException(
                    "dicomweb.bad_json", 200, "The list of web applications is no JSON"));
  }

  private Optional<List<ArchiveService>> services(InputStream body) throws IOException {
    List<ArchiveService> services = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.START_OBJECT && services.size() < MOST) {
        service(parser).ifPresent(services::add);
      }
      return Optional.of(services);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private Optional<ArchiveService> service(JsonParser parser) throws IOException {
    String path = "";
    String aeTitle = "";
    Set<String> classes = new HashSet<>();
    boolean elsewhere = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "dcmWebServicePath" -> path = parser.getValueAsString("");
        case "dicomAETitle" -> aeTitle = parser.getValueAsString("");
        case "dcmWebServiceClass" -> texts(parser, classes);
        default -> {
          elsewhere |= name.equals("dicomNetworkConnection");
          parser.skipChildren();
        }
      }
    }
    if (elsewhere || aeTitle.isEmpty() || !PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    return Optional.of(new ArchiveService(aeTitle, base.resolve(path), classes));
  }

  private static void texts(JsonParser parser, Set<String> into) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      into.add(parser.getValueAsString(""));
      parser.skipChildren();
    }
  }

  /**
   * Takes the rejection of an object back.
   *
   * @return false where the archive has none to take back
   */
  public boolean restore(StudyUid study, SeriesUid series, SopInstanceUid instance) {
    return done(
        aet.post(
            "/studies/"
                + study
                + "/series/"
                + series
                + "/instances/"
                + instance
                + "/reject/REVOKE_REJECTION%5E99DCM4CHEE"),
        "restoration");
  }

  /**
   * Has the archive send a study on.
   *
   * @param exporter its name in the archive
   * @return false where the archive has no such exporter
   */
  public boolean export(StudyUid study, String exporter) {
    return done(aet.post("/studies/" + study + "/export/" + name(exporter)), "export");
  }

  /**
   * Has the archive check that it holds what it lists of a study.
   *
   * @return false where it does not have the study
   */
  public boolean verifyStorage(StudyUid study) {
    return done(aet.post("/studies/" + study + "/stgver"), "verification of storage");
  }

  private static boolean done(ServiceCalls.Reply reply, String what) {
    if (reply.status() == 404) {
      return false;
    }
    reply.require(what);
    return true;
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("A name of the archive has letters, digits and . _ -");
    }
    return text;
  }
}
