package io.deepgrow.app.pacs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Set;

/**
 * Leaves of a search's answer what is of some studies alone.
 *
 * @param studies their UIDs
 */
record StudyFilter(Set<String> studies) {

  /** Bytes of an answer up to which it is looked through. */
  static final int MOST = 64 << 20;

  /** Studies up to which a PACS is told which they are. */
  private static final int MOST_NAMED = 100;

  private static final String STUDY_INSTANCE_UID = "0020000D";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A query for these studies, so that a page of the answer holds no others where that is known.
   */
  String query(String query) {
    boolean named = query.contains("StudyInstanceUID=") || query.contains(STUDY_INSTANCE_UID + "=");
    if (named || studies.isEmpty() || studies.size() > MOST_NAMED) {
      return query;
    }
    String uids = "StudyInstanceUID=" + String.join(",", studies);
    return query.isEmpty() ? uids : query + "&" + uids;
  }

  /**
   * The answer without what is of other studies.
   *
   * @throws IOException when it is no DICOM JSON
   */
  Buffer filter(Buffer answer) throws IOException {
    if (answer.length() == 0) {
      return answer;
    }
    JsonNode all = JSON.readTree(answer.getBytes());
    if (!(all instanceof ArrayNode found)) {
      throw new IOException("The answer to a search is a list");
    }
    ArrayNode left = JSON.createArrayNode();
    for (JsonNode each : found) {
      if (studies.contains(each.path(STUDY_INSTANCE_UID).path("Value").path(0).asText())) {
        left.add(each);
      }
    }
    return Buffer.buffer(JSON.writeValueAsBytes(left));
  }
}
