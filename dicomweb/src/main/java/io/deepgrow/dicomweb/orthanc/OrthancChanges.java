package io.deepgrow.dicomweb.orthanc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.ServiceCalls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Orthanc's own list of what has changed ({@code GET /changes} of its REST API): every change has a
 * number that rises, so that nothing is missed however long nobody has looked. The list is below
 * the server's root, next to {@code /dicom-web}.
 */
public final class OrthancChanges {

  /**
   * A part of the list.
   *
   * @param last the number to go on from
   * @param done whether nothing follows
   * @param studies studies that are new or have settled, in the order of the changes
   */
  public record Page(long last, boolean done, List<Changed> studies) {
    public Page {
      studies = List.copyOf(studies);
    }
  }

  /**
   * A study of a change.
   *
   * @param stable whether Orthanc says that nothing has come for its {@code StableAge}
   */
  public record Changed(StudyUid study, boolean stable) {}

  private record Change(String type, String id) {}

  private static final int MAX_BYTES = 8 << 20;
  private static final int MAX_DEPTH = 20;
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{1,64}");
  private static final String DICOM_WEB = "/dicom-web";
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private final ServiceCalls calls;

  /**
   * @throws IllegalArgumentException when the DICOMweb root does not end with {@code /dicom-web}
   */
  public OrthancChanges(DicomWebConfig config) {
    String root = config.roots().search().toString().replaceFirst("/+$", "");
    if (!root.endsWith(DICOM_WEB)) {
      throw new IllegalArgumentException(
          "The root of an Orthanc ends with /dicom-web; its list of changes is beside it");
    }
    this.calls =
        new ServiceCalls(config, URI.create(root.substring(0, root.length() - DICOM_WEB.length())));
  }

  /** The number of the newest change; 0 when there is none. */
  public long last() {
    return list("/changes?last").last();
  }

  /**
   * The changes after one.
   *
   * @param since the number of the last one that is known; 0 for all
   * @param limit how many changes to look through at most
   * @throws DicomWebException {@code dicomweb.bad_json}, or that of the status
   */
  public Page since(long since, int limit) {
    return list("/changes?since=" + since + "&limit=" + limit);
  }

  private Page list(String path) {
    List<Change> changes = new ArrayList<>();
    long[] last = {0};
    boolean[] done = {true};
    read(
        path,
        (parser, name) -> {
          switch (name) {
            case "Last" -> last[0] = parser.getLongValue();
            case "Done" -> done[0] = parser.getBooleanValue();
            case "Changes" -> changes.addAll(changes(parser));
            default -> parser.skipChildren();
          }
        });
    List<Changed> studies = new ArrayList<>();
    for (Change change : changes) {
      boolean stable = change.type().equals("StableStudy");
      if (stable || change.type().equals("NewStudy")) {
        uid(change.id()).ifPresent(study -> studies.add(new Changed(study, stable)));
      }
    }
    return new Page(last[0], done[0], studies);
  }

  private static List<Change> changes(JsonParser parser) throws IOException {
    List<Change> changes = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      String type = "";
      String id = "";
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("ChangeType")) {
          type = parser.getText();
        } else if (name.equals("ID")) {
          id = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
      changes.add(new Change(type, id));
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw new JsonParseException(parser, "A list of changes has objects only");
    }
    return changes;
  }

  /** The UID of a study that Orthanc knows by its own name; empty when it is gone since. */
  private Optional<StudyUid> uid(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    String[] uid = {""};
    try {
      read(
          "/studies/" + id,
          (parser, name) -> {
            if (name.equals("MainDicomTags") && parser.currentToken() == JsonToken.START_OBJECT) {
              while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String tag = parser.currentName();
                parser.nextToken();
                if (tag.equals("StudyInstanceUID")) {
                  uid[0] = parser.getText();
                } else {
                  parser.skipChildren();
                }
              }
            } else {
              parser.skipChildren();
            }
          });
      return Optional.of(new StudyUid(uid[0]));
    } catch (DicomWebException e) {
      if (e.code().equals("dicomweb.not_found")) {
        return Optional.empty();
      }
      throw e;
    } catch (DicomException e) {
      // a study whose UID is none can't be opened by it either
      return Optional.empty();
    }
  }

  /** Takes one member of an object; the parser stands at its value. */
  @FunctionalInterface
  private interface Member {
    void take(JsonParser parser, String name) throws IOException;
  }

  private void read(String path, Member member) {
    Boolean listed =
        calls.read(path, "look at Orthanc's changes", MAX_BYTES, body -> taken(body, member));
    if (!listed) {
      throw badJson();
    }
  }

  private static boolean taken(InputStream body, Member member) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        member.take(parser, name);
      }
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static DicomWebException badJson() {
    return new DicomWebException(
        "dicomweb.bad_json",
        200,
        "What is beside /dicom-web is no Orthanc: it has no list of changes");
  }
}
