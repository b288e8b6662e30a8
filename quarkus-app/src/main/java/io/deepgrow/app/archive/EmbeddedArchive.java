package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomLimits;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** The archive of this service, opened at start; none when configuration leaves it off. */
@Startup
@ApplicationScoped
public class EmbeddedArchive {

  private final Optional<ArchiveService> service;

  @Inject
  EmbeddedArchive(ArchiveConfig config) {
    this.service = config.enabled() ? Optional.of(open(config)) : Optional.empty();
  }

  private static ArchiveService open(ArchiveConfig config) {
    ArchiveLimits limits =
        new ArchiveLimits(
            config.maxPartBytes(),
            config.maxParts(),
            config.maxInstances(),
            DicomLimits.standard());
    try {
      return new ArchiveService(ArchiveStore.open(Path.of(config.dir()), limits), limits);
    } catch (IOException e) {
      throw new UncheckedIOException("The archive folder can't be opened", e);
    }
  }

  /**
   * The service behind the HTTP paths.
   *
   * @throws ArchiveException status 404 when the archive is off
   */
  ArchiveService service() {
    return service.orElseThrow(
        () -> new ArchiveException(404, "archive.off", "The embedded archive is not in use"));
  }
}
