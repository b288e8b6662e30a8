package io.deepgrow.app.upload;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/**
 * Deletes the folders of this disk whose upload is no more: whichever replica ended it can delete
 * its row, but not files that lie elsewhere.
 */
@ApplicationScoped
class UploadLeftovers {

  private final UploadRepository uploads;
  private final UploadFolder folder;
  private final SeenTwice leftovers = new SeenTwice();

  UploadLeftovers(UploadRepository uploads, UploadFolder folder) {
    this.uploads = uploads;
    this.folder = folder;
  }

  @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    Set<UUID> here = folder.ids();
    leftovers
        .among(here, QuarkusTransaction.requiringNew().call(uploads::ids))
        .forEach(folder::delete);
  }
}
