package io.deepgrow.app.compat.monailabel.datastore;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Row of {@code client_image_info}: JSON that clients keep with an image. */
@Entity
@Table(name = "client_image_info")
class ClientImageInfoRow {

  @Id String image = "";

  String info = "";

  @Column(name = "study_uid")
  @Nullable String studyUid;
}
