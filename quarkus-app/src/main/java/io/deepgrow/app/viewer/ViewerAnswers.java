package io.deepgrow.app.viewer;

import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The bytes of the viewer's pages and files as they are sent: read once, kept packed, shared by all
 * who fetch them.
 */
@ApplicationScoped
class ViewerAnswers {

  private static final String INDEX = "index.html";

  /**
   * A file to send.
   *
   * @param etag of the bytes as they are sent, quoted
   */
  record Sent(ViewerFile file, Buffer bytes, boolean gzip, String etag) {

    static Sent of(ViewerFile file, byte[] bytes, boolean gzip) {
      return new Sent(file, Buffer.buffer(bytes), gzip, ViewerAnswers.etag(bytes));
    }
  }

  private final ViewerFiles files;
  private final BasePath base;
  private final String policy;
  private final Map<String, Sent> sent = new ConcurrentHashMap<>();

  ViewerAnswers(ViewerFiles files, ViewerConfig config) {
    this.files = files;
    this.base = BasePath.of(config);
    this.policy =
        files
            .find(INDEX)
            .map(f -> ContentPolicy.of(base.applyTo(INDEX, text(unpacked(f)))))
            .orElseGet(() -> ContentPolicy.of(""));
  }

  String policy() {
    return policy;
  }

  boolean isBuilt() {
    return !files.isEmpty();
  }

  /** The file of an asset's path, or the index page for any page. */
  Optional<Sent> find(String path) {
    String name = ViewerPath.of(path) == ViewerPath.PAGE ? INDEX : path.substring(1);
    return files.find(name).map(file -> sent.computeIfAbsent(name, n -> make(file)));
  }

  private Sent make(ViewerFile file) {
    boolean page = file.name().equals(INDEX);
    boolean moved = !base.isRoot() && file.name().matches(".*\\.(html|css|js)");
    if (!moved) {
      // programs without a browser read the page, too
      return page
          ? Sent.of(file, unpacked(file), false)
          : Sent.of(file, files.bytes(file), file.gzip());
    }
    byte[] plain = base.applyTo(file.name(), text(unpacked(file))).getBytes(StandardCharsets.UTF_8);
    return page ? Sent.of(file, plain, false) : Sent.of(file, packed(plain), true);
  }

  private byte[] unpacked(ViewerFile file) {
    byte[] bytes = files.bytes(file);
    if (!file.gzip()) {
      return bytes;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(file.name() + " is damaged", e);
    }
  }

  private static byte[] packed(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String etag(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return "\"" + HexFormat.of().toHexDigits((int) crc.getValue()) + "-" + bytes.length + "\"";
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
