package io.deepgrow.app.compat.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * A session as clients read it.
 *
 * @param path of the original's server; ours tells no paths, so this is the id again
 */
public record SessionInfo(
    String name,
    String path,
    String image,
    Map<String, String> meta,
    @JsonProperty("create_ts") long createTs,
    @JsonProperty("last_access_ts") long lastAccessTs,
    long expiry) {

  static SessionInfo of(ClientSession session) {
    String id = session.id().toString();
    return new SessionInfo(
        id,
        id,
        id,
        Map.of("SeriesInstanceUID", session.series().value()),
        session.createdAt().getEpochSecond(),
        session.lastUsedAt().getEpochSecond(),
        session.expirySeconds());
  }
}
