package io.deepgrow.app.registry;

import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.ModelDescriptor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Makes rows of versions. */
final class NewVersion {

  private NewVersion() {}

  /** A row of somebody yet to be named. */
  static ModelVersion row(ModelDescriptor model, VersionSource source, Instant now) {
    ModelVersion row = new ModelVersion();
    row.id = UUID.randomUUID();
    row.model = model.id();
    row.sha256 = model.sha256();
    row.digest = VersionFiles.digest(model);
    row.descriptor = new String(DescriptorJson.write(model), StandardCharsets.UTF_8);
    row.source = source;
    row.addedAt = now;
    return row;
  }
}
