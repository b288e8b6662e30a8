package io.deepgrow.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.model.ModelRef;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is remembered of a request that opened a session. */
class SessionKeyTest {

  private static final UUID ID = new UUID(3, 4);

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void aKeyIsReadBackAsItWasWritten() throws Exception {
    for (ConnectionId pacs : new ConnectionId[] {ConnectionId.DEFAULT, new ConnectionId(ID)}) {
      SessionKey key =
          new SessionKey(ID, "1.2", "1.2.3", new ModelRef("m", ID), SessionState.LOADING, pacs);
      assertThat(json.readValue(json.writeValueAsString(key), SessionKey.class)).isEqualTo(key);
    }
  }

  @Test
  void aKeyOfAnEarlierReleaseIsOfTheConfiguredPacsAndOfNoVersion() throws Exception {
    String before =
        "{\"id\":\"%s\",\"studyUid\":\"1.2\",\"seriesUid\":\"1.2.3\",\"modelId\":\"m\",\"state\":\"READY\"}"
            .formatted(ID);
    SessionKey read = json.readValue(before, SessionKey.class);
    assertThat(read.connection()).isEqualTo(ConnectionId.DEFAULT);
    assertThat(read.model()).isEqualTo(new ModelRef("m", null));
  }
}
