package io.deepgrow.app.compat.session;

import io.deepgrow.app.compat.protocol.ClientConfig;
import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.RecurringWork;
import io.deepgrow.app.upload.Upload;
import io.deepgrow.app.upload.UploadService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Ends what has expired: sessions, idle clicks, and uploads together with their files. */
@ApplicationScoped
public class ClientSweep implements RecurringWork {

  private static final Kind KIND = new Kind("client-sweep", Lane.LIGHT);

  private final ClientSessions sessions;
  private final ClientWork work;
  private final UploadService uploads;
  private final Duration idle;
  private final Duration every;
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
    this.every = config.sweepEvery();
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Duration every() {
    return every;
  }

  @Override
  public void run() {
    sessions.endExpired();
    work.closeIdle(clock.instant().minus(idle));
    for (Upload upload : uploads.expired()) {
      sessions.endOn(upload.seriesUid());
      uploads.delete(upload);
    }
  }
}
