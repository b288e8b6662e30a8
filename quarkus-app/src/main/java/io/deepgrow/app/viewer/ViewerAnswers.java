package io.deepgrow.app.viewer;

import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/** Makes the answer to a request for a page or file of the viewer. */
@ApplicationScoped
class ViewerAnswers {

  private static final String INDEX = "index.html";

  /**
   * A file to send.
   *
   * @param etag of the bytes as they are sent, quoted
   */
  record Sent(ViewerFile file, Buffer body, boolean gzip, String etag) {}

  private final ViewerFiles files;
  private final BasePath base;
  private final String policy;
  private final Map<String, String> etags = new ConcurrentHashMap<>();

  ViewerAnswers(ViewerFiles files, ViewerConfig config) {
    this.files = files;
    this.base = new BasePath(config.basePath());
    this.policy =
        files
            .find(INDEX)
            .map(f -> ContentPolicy.of(base.applyTo(INDEX, text(files.plain(f)))))
            .orElseGet(() -> ContentPolicy.of(""));
  }

  String policy() {
    return policy;
  }

  boolean isBuilt() {
    return !files.isEmpty();
  }

  /** The file of an asset's path, or the index page for any page. */
  Optional<Sent> find(String path, boolean acceptsGzip) {
    String name = ViewerPath.of(path) == ViewerPath.PAGE ? INDEX : path.substring(1);
    return files.find(name).map(file -> sent(file, acceptsGzip));
  }

  private Sent sent(ViewerFile file, boolean acceptsGzip) {
    boolean moved = !base.isRoot() && file.name().matches(".*\\.(html|css|js)");
    if (moved) {
      String text = base.applyTo(file.name(), text(files.plain(file)));
      return sent(file, text.getBytes(StandardCharsets.UTF_8), false);
    }
    return acceptsGzip && file.gzip()
        ? sent(file, files.bytes(file), true)
        : sent(file, files.plain(file), false);
  }

  private Sent sent(ViewerFile file, byte[] bytes, boolean gzip) {
    return new Sent(
        file,
        Buffer.buffer(bytes),
        gzip,
        etags.computeIfAbsent(file.name() + gzip, name -> etag(bytes)));
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
