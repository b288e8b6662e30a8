package io.deepgrow.app.compat.monailabel;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row of {@code client_image_info}: JSON that clients keep with an image. */
@Entity
@Table(name = "client_image_info")
class ClientImageInfoRow {

  @Id String image = "";

  String info = "";
}
