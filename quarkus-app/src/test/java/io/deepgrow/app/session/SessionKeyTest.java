package io.deepgrow.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.connection.ConnectionId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is remembered of a request that opened a session. */
class SessionKeyTest {

  private static final UUID ID = new UUID(3, 4);

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void aKeyIsReadBackAsItWasWritten() throws Exception {
    for (ConnectionId pacs : new ConnectionId[] {ConnectionId.DEFAULT, new ConnectionId(ID)}) {
      SessionKey key = new SessionKey(ID, "1.2", "1.2.3", "m", SessionState.LOADING, pacs);
      assertThat(json.readValue(json.writeValueAsString(key), SessionKey.class)).isEqualTo(key);
    }
  }

  @Test
  void aKeyOfAnEarlierReleaseIsOfTheConfiguredPacs() throws Exception {
    String before =
        "{\"id\":\"%s\",\"studyUid\":\"1.2\",\"seriesUid\":\"1.2.3\",\"modelId\":\"m\",\"state\":\"READY\"}"
            .formatted(ID);
    assertThat(json.readValue(before, SessionKey.class).connection())
        .isEqualTo(ConnectionId.DEFAULT);
  }
}
