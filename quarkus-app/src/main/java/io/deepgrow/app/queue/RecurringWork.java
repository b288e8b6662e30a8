package io.deepgrow.app.queue;

import java.time.Duration;

/** Work that is done again and again, by one replica at a time. */
public interface RecurringWork {

  Kind kind();

  /** The time from one end to the next begin. */
  Duration every();

  /** Does it; outside of any transaction, on a lane's thread. */
  void run();
}
