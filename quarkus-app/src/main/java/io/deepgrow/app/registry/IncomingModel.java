package io.deepgrow.app.registry;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.model.Checksum;
import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelException;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a model folder as a ZIP: {@code model.json} and {@code model.onnx}, at its top or in one
 * folder, and nothing else. Names in it are never paths, and what it unpacks to is bounded while it
 * unpacks.
 */
@ApplicationScoped
public class IncomingModel {

  private static final String DESCRIPTOR = "model.json";
  private static final String GRAPH = "model.onnx";
  private static final int MOST_ENTRIES = 32;
  private static final Pattern NAME = Pattern.compile("[^\\\\\\p{Cntrl}]{1,64}");

  /** Weights hardly shrink; a hundredth is a bomb. */
  private static final int MAX_RATIO = 100;

  private static final long ALWAYS_ALLOWED = 10_000_000;

  /** What is in a ZIP so far. */
  private static final class Contents {
    private byte @Nullable [] descriptor;
    private byte @Nullable [] graph;
    private long bytes;
  }

  private final ModelVersions versions;
  private final VersionFiles files;
  private final long maxBytes;

  IncomingModel(ModelVersions versions, VersionFiles files, DeepgrowConfig config) {
    this.versions = versions;
    this.files = files;
    this.maxBytes = config.models().maxUploadBytes();
  }

  /**
   * Adds the version in a ZIP.
   *
   * @param sha256 of the weights, as who uploads them knows it; null or empty for unknown
   * @throws ApiException {@code upload.too_large}, {@code model.exists}, {@code model.refused} with
   *     the code of what is wrong with the descriptor, the checksum or the graph
   */
  public VersionView add(InputStream zip, @Nullable String sha256) {
    Path coming = null;
    try {
      coming = files.root().resolve("." + UUID.randomUUID() + ".part");
      receive(zip, coming);
      return add(unpack(coming), sha256, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(coming);
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive(InputStream zip, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      copy(zip, out, maxBytes);
    }
  }

  private static long copy(InputStream in, OutputStream out, long allowed) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
      bytes += got;
      if (bytes > allowed) {
        throw new ApiException(
            ErrorCode.UPLOAD_TOO_LARGE,
            "The model is larger than allowed; deepgrow.models.max-upload-bytes bounds it");
      }
      out.write(buffer, 0, got);
    }
    return bytes;
  }

  private Contents unpack(Path zip) throws IOException {
    long allowed = Math.min(maxBytes, ALWAYS_ALLOWED + MAX_RATIO * Files.size(zip));
    Contents contents = new Contents();
    int entries = 0;
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (++entries > MOST_ENTRIES) {
          throw refused("a ZIP of a model holds at most " + MOST_ENTRIES + " entries");
        }
        if (!entry.isDirectory()) {
          take(entry.getName(), in, contents, allowed);
        }
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw refused("the ZIP is damaged");
    }
    if (entries == 0) {
      throw refused("the ZIP is damaged or empty");
    }
    return contents;
  }

  private static void take(String path, InputStream in, Contents contents, long allowed)
      throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    contents.bytes += copy(in, out, allowed - contents.bytes);
    if (name.equals(DESCRIPTOR) && contents.descriptor == null) {
      contents.descriptor = out.toByteArray();
    } else if (name.equals(GRAPH) && contents.graph == null) {
      contents.graph = out.toByteArray();
    } else if (name.equals(DESCRIPTOR) || name.equals(GRAPH)) {
      throw refused("the ZIP has " + name + " twice; upload one model at a time");
    }
  }

  /**
   * Adds the version in a folder, which a training run made.
   *
   * @throws ApiException {@code model.exists}, {@code model.refused}
   */
  public VersionView addFolder(Path folder, UUID run) {
    try {
      Contents contents = new Contents();
      contents.descriptor = Files.readAllBytes(folder.resolve(DESCRIPTOR));
      contents.graph = Files.readAllBytes(folder.resolve(GRAPH));
      return add(contents, null, run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private VersionView add(Contents contents, @Nullable String sha256, @Nullable UUID run) {
    byte[] json = contents.descriptor;
    byte[] graph = contents.graph;
    if (json == null || graph == null) {
      throw refused("the ZIP has no " + (json == null ? DESCRIPTOR : GRAPH));
    }
    requireNamed(graph, sha256);
    try {
      ModelDescriptor model = DescriptorJson.read(json);
      requireName(model);
      requireOpens(model, graph);
      return versions.add(model, graph, run);
    } catch (ModelException e) {
      throw new ApiException(
          ErrorCode.MODEL_REFUSED,
          "The model is refused (" + e.code().code() + "): " + e.getMessage());
    }
  }

  private static void requireNamed(byte[] graph, @Nullable String sha256) {
    String actual = Checksum.sha256(graph);
    if (sha256 != null
        && !sha256.isBlank()
        && !sha256.strip().toLowerCase(Locale.ROOT).equals(actual)) {
      throw refused(GRAPH + " has sha256 " + actual + ", the request says " + sha256.strip());
    }
  }

  /** Results name model and version in elements of 64 characters. */
  private static void requireName(ModelDescriptor model) {
    if (!NAME.matcher(model.version()).matches()) {
      throw refused(
          "version has 1 to 64 characters, no backslash and no line break, so that DICOM takes it");
    }
  }

  /** Opens the graph and closes it again: input and output are as the descriptor says. */
  public static void requireOpens(ModelDescriptor model, byte[] graph) {
    OnnxNetwork.open(model, graph, OnnxOptions.cpu().withThreads(1, false).withWarmUpRuns(0))
        .close();
  }

  private static ApiException refused(String reason) {
    return new ApiException(ErrorCode.MODEL_REFUSED, "The model is refused: " + reason);
  }
}
