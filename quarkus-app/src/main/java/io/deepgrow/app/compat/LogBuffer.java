package io.deepgrow.app.compat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** The last lines of the service's log, in memory; like all of it without patient data. */
@ApplicationScoped
public class LogBuffer {

  private static final int LINES = 1000;
  private static final int LONGEST = 500;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Handler handler = new Keeper();

  void start(@Observes StartupEvent event) {
    Logger.getLogger("").addHandler(handler);
  }

  void stop(@Observes ShutdownEvent event) {
    Logger.getLogger("").removeHandler(handler);
  }

  /** The newest lines, the oldest of them first. */
  public List<String> last(int count) {
    synchronized (lines) {
      List<String> all = new ArrayList<>(lines);
      return List.copyOf(all.subList(Math.max(0, all.size() - Math.max(0, count)), all.size()));
    }
  }

  void add(String line) {
    // one record is one line, whatever its text holds
    String plain = line.replaceAll("\\p{Cntrl}+", " ");
    synchronized (lines) {
      if (lines.size() == LINES) {
        lines.removeFirst();
      }
      lines.addLast(plain.substring(0, Math.min(LONGEST, plain.length())));
    }
  }

  /** Takes each record's message, and of an error only its kind. */
  private final class Keeper extends Handler {

    private final Formatter text = new PatternFormatter("%m");

    @Override
    public void publish(LogRecord record) {
      String thrown =
          record.getThrown() == null ? "" : " (" + record.getThrown().getClass().getName() + ")";
      add(record.getInstant() + " " + record.getLevel() + " " + text.format(record) + thrown);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
