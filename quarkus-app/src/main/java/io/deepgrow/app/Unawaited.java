package io.deepgrow.app;

import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Work that goes on without anybody who waits for it: that it failed is said in the log. */
public final class Unawaited {

  private static final Logger LOG = Logger.getLogger(Unawaited.class);

  private Unawaited() {}

  /**
   * Logs how the work fails, now or later.
   *
   * @param what the work, as the subject of a sentence, without anything of a patient
   */
  public static void logged(CompletableFuture<?> work, String what) {
    var unused =
        work.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.errorf(failure, "%s failed, and nobody waits for it", what);
              }
            });
  }
}
