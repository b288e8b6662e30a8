package io.deepgrow.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

/**
 * Lets half of the processors pack files and no more, so that many who request files leave the
 * others' clicks the rest. Who waits for a slow client or disk meanwhile gives up the turn.
 */
@ApplicationScoped
public class Turns {

  private final Semaphore turns;

  Turns() {
    this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  Turns(int atATime) {
    turns = new Semaphore(atATime, true);
  }

  /** Makes the bytes of a file. */
  @FunctionalInterface
  public interface Packing {
    void to(OutputStream out) throws IOException;
  }

  /** Packs a file into a stream, when it is its turn; leaves the stream open. */
  public void pack(OutputStream out, Packing packing) throws IOException {
    turns.acquireUninterruptibly();
    try {
      packing.to(new Yielding(out));
    } finally {
      turns.release();
    }
  }

  /** Lets another have the turn while it writes. */
  private final class Yielding extends FilterOutputStream {

    Yielding(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      turns.release();
      try {
        out.write(bytes, offset, length);
      } finally {
        turns.acquireUninterruptibly();
      }
    }
  }
}
