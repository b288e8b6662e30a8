package io.deepgrow.dicomweb;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it on. */
public final class MovedClock extends Clock {

  private volatile Instant now;

  private MovedClock(Instant now) {
    this.now = now;
  }

  public static MovedClock at(Instant start) {
    return new MovedClock(start);
  }

  public void moveTo(Instant instant) {
    now = instant;
  }

  public synchronized void moveBy(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
