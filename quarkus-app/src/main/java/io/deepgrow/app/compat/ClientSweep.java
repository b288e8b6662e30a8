package io.deepgrow.app.compat;

import io.deepgrow.app.compat.protocol.ClientConfig;
import io.deepgrow.app.upload.Upload;
import io.deepgrow.app.upload.UploadService;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Ends what has expired: sessions, idle clicks, and uploads together with their files. */
@ApplicationScoped
public class ClientSweep {

  private final ClientSessions sessions;
  private final ClientWork work;
  private final UploadService uploads;
  private final Duration idle;
  private final Clock clock;

  ClientSweep(
      ClientSessions sessions,
      ClientWork work,
      UploadService uploads,
      ClientConfig config,
      Clock clock) {
    this.sessions = sessions;
    this.work = work;
    this.uploads = uploads;
    this.idle = config.workExpiry();
    this.clock = clock;
  }

  @Scheduled(
      every = "${deepgrow.clients.sweep-every:30s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    sessions.endExpired();
    work.closeIdle(clock.instant().minus(idle));
    for (Upload upload : uploads.expired()) {
      sessions.endOn(upload.seriesUid());
      uploads.delete(upload);
    }
  }
}
