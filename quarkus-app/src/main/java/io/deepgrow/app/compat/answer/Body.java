package io.deepgrow.app.compat.answer;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Bytes of an answer whose number is known before the first is written; these clients can't take
 * chunks.
 */
public interface Body {

  long length();

  void writeTo(OutputStream out) throws IOException;

  static Body of(byte[] bytes) {
    return new Body() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }

  /** Something that writes as many bytes as it promises. */
  static Body of(long length, Writing writing) {
    return new Body() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        writing.to(out);
      }
    };
  }

  /**
   * What lies in a file of its own, which is gone once this body is, written out or not: without
   * its name the file goes when it is closed.
   *
   * @return a body that can be written once
   */
  static Body ofTemporary(Path file) throws IOException {
    long length = Files.size(file);
    FileInputStream in = new FileInputStream(file.toFile());
    Files.delete(file);
    return of(
        length,
        out -> {
          try (in) {
            in.transferTo(out);
          }
        });
  }

  /** One body after the other. */
  static Body joined(List<Body> parts) {
    long length = parts.stream().mapToLong(Body::length).sum();
    return of(
        length,
        out -> {
          for (Body part : parts) {
            part.writeTo(out);
          }
        });
  }

  /** Writes to a stream and leaves it open. */
  @FunctionalInterface
  interface Writing {
    void to(OutputStream out) throws IOException;
  }
}
