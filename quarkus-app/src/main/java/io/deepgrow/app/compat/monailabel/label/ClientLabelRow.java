package io.deepgrow.app.compat.monailabel.label;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code client_label}: where the label of an image is. */
@Entity
@Table(name = "client_label")
class ClientLabelRow {

  /** One label of an image for each tag. */
  @Embeddable
  record Key(String image, String tag) implements Serializable {}

  @EmbeddedId Key key = new Key("", "");

  @Column(name = "result_id")
  @Nullable UUID resultId;

  @Column(name = "file_name")
  String fileName = "";

  String info = "";

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  SavedLabel saved() {
    return new SavedLabel(key.image(), key.tag(), Optional.ofNullable(resultId), fileName, info);
  }
}
