package io.deepgrow.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models that can be used: those bundled on the classpath, then those in a folder, each a
 * {@code model.json} beside its {@code model.onnx}.
 *
 * <p>A model that does not hold is refused with its reason and leaves the others usable.
 */
public final class ModelRegistry {

  private static final String DESCRIPTOR = "model.json";
  private static final String GRAPH = "model.onnx";

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();

  /** A model that cannot be used, by the name of its place. */
  public record Refusal(String id, ModelErrorCode code, String reason) {}

  private record Entry(ModelDescriptor descriptor, ModelSource source) {}

  private ModelRegistry() {}

  /** The models bundled with this library. */
  public static ModelRegistry bundled() {
    return of(BundledModels.on(ModelRegistry.class));
  }

  /**
   * The bundled models and those of a folder.
   *
   * @throws ModelException when the folder itself cannot be read
   */
  public static ModelRegistry withFolder(Path folder) {
    List<ModelSource> sources = new ArrayList<>(BundledModels.on(ModelRegistry.class));
    sources.addAll(FolderModels.in(folder));
    return of(sources);
  }

  static ModelRegistry of(List<ModelSource> sources) {
    ModelRegistry registry = new ModelRegistry();
    sources.forEach(registry::add);
    return registry;
  }

  /** Usable models, the bundled first. */
  public List<ModelDescriptor> models() {
    return entries.values().stream().map(Entry::descriptor).toList();
  }

  /** Models that were found but cannot be used. */
  public List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  public Optional<ModelDescriptor> find(String id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::descriptor);
  }

  /**
   * Reads a model's graph, verifies its checksum and opens it.
   *
   * @throws ModelException for an unknown or refused id, and as {@link OnnxNetwork#open}
   */
  public OnnxNetwork open(String id, OnnxOptions options) {
    Entry entry = entries.get(id);
    if (entry == null) {
      throw unknown(id);
    }
    return OnnxNetwork.open(entry.descriptor(), graph(id), options);
  }

  /**
   * A model's {@code model.onnx}.
   *
   * @throws ModelException for an unknown or refused id, or when it cannot be read
   */
  public byte[] graph(String id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      throw unknown(id);
    }
    try (InputStream graph = entry.source().open(GRAPH)) {
      return graph.readAllBytes();
    } catch (IOException e) {
      throw unreadable(id, GRAPH, e);
    }
  }

  private void add(ModelSource source) {
    try {
      ModelDescriptor descriptor = read(source);
      if (entries.containsKey(descriptor.id())) {
        throw new ModelException(
            ModelErrorCode.DUPLICATE_ID,
            "Model " + descriptor.id() + " is there already; ids must differ");
      }
      entries.put(descriptor.id(), new Entry(descriptor, source));
    } catch (ModelException e) {
      refusals.add(new Refusal(source.id(), e.code(), String.valueOf(e.getMessage())));
    }
  }

  private static ModelDescriptor read(ModelSource source) {
    ModelDescriptor descriptor;
    try (InputStream json = source.open(DESCRIPTOR)) {
      descriptor = DescriptorJson.read(json.readNBytes(DescriptorJson.MAX_BYTES + 1));
    } catch (IOException e) {
      throw unreadable(source.id(), DESCRIPTOR, e);
    }
    if (!descriptor.id().equals(source.id())) {
      throw new ModelException(
          ModelErrorCode.DESCRIPTOR_INVALID,
          "Model folder " + source.id() + " holds a descriptor with id " + descriptor.id());
    }
    try (InputStream graph = source.open(GRAPH)) {
      Checksum.verify(descriptor, Checksum.sha256(graph));
    } catch (IOException e) {
      throw unreadable(source.id(), GRAPH, e);
    }
    return descriptor;
  }

  private ModelException unknown(String id) {
    return refusals.stream()
        .filter(refusal -> refusal.id().equals(id))
        .findFirst()
        .map(refusal -> new ModelException(refusal.code(), refusal.reason()))
        .orElseGet(
            () ->
                new ModelException(
                    ModelErrorCode.UNKNOWN_ID,
                    "Model " + id + " is unknown; there are " + entries.keySet()));
  }

  private static ModelException unreadable(String id, String file, IOException e) {
    return new ModelException(
        ModelErrorCode.FILE_UNREADABLE,
        "Model " + id + ": " + file + " is missing or cannot be read",
        e);
  }
}
