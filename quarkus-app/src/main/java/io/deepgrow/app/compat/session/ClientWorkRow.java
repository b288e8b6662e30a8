package io.deepgrow.app.compat.session;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** Row of {@code client_work}: the annotation session that holds a client's clicks. */
@Entity
@Table(name = "client_work")
class ClientWorkRow {

  /** Who clicks on what with which model. */
  @Embeddable
  record Key(String owner, @Column(name = "series_uid") String seriesUid, String model)
      implements Serializable {}

  @EmbeddedId Key key = new Key("", "", "");

  @Column(name = "session_id")
  UUID sessionId = new UUID(0, 0);

  @Column(name = "last_used_at")
  Instant lastUsedAt = Instant.EPOCH;
}
