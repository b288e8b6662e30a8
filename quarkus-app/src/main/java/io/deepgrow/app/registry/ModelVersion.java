package io.deepgrow.app.registry;

import io.deepgrow.app.model.ServedVersion;
import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.ModelDescriptor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code model_version}: a model as its descriptor says, weights included by their hash. */
@Entity
@Table(name = "model_version")
class ModelVersion {

  @Id UUID id = new UUID(0, 0);

  String model = "";

  /** SHA-256 of the descriptor as we write it, which has the hash of the weights in it. */
  String digest = "";

  /** SHA-256 of the weights. */
  String sha256 = "";

  String descriptor = "";

  @Enumerated(EnumType.STRING)
  VersionSource source = VersionSource.UPLOADED;

  @Column(name = "training_run")
  @Nullable UUID trainingRun;

  @Column(name = "added_by")
  @Nullable UUID addedBy;

  @Column(name = "added_by_name")
  String addedByName = "";

  @Column(name = "added_at")
  Instant addedAt = Instant.EPOCH;

  @Column(name = "tried_at")
  @Nullable Instant triedAt;

  ModelDescriptor described() {
    return DescriptorJson.read(descriptor.getBytes(StandardCharsets.UTF_8));
  }

  ServedVersion served() {
    return new ServedVersion(id, described());
  }
}
