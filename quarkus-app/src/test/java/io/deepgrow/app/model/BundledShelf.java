package io.deepgrow.app.model;

import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import io.deepgrow.model.ModelRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A shelf without a database: the bundled model, and choices that a test makes. */
public final class BundledShelf implements ModelShelf {

  static final ServedVersion VERSION =
      new ServedVersion(new UUID(0, 1), ModelRegistry.bundled().models().get(0));

  final List<Choice> choices = new ArrayList<>(List.of(new Choice(VERSION, Optional.empty(), 0)));
  final Map<UUID, ServedVersion> others = new LinkedHashMap<>();
  Optional<String> standard = Optional.empty();

  /** A version of the bundled weights by another name. */
  static ServedVersion named(UUID id, String name, String sha256) {
    ModelDescriptor m = VERSION.descriptor();
    return new ServedVersion(
        id,
        new ModelDescriptor(
            name,
            m.version(),
            m.title(),
            m.architecture(),
            m.inputName(),
            m.outputName(),
            m.channels(),
            m.gridSize(),
            m.intensity(),
            m.guidance(),
            m.crop(),
            m.orientation(),
            m.activation(),
            m.threshold(),
            m.labels(),
            m.licence(),
            m.trainingData(),
            m.intendedUse(),
            sha256,
            m.training()));
  }

  @Override
  public void stock(ModelRegistry registry) {
    // it has what it has
  }

  @Override
  public List<Choice> choices() {
    return List.copyOf(choices);
  }

  @Override
  public Optional<String> standard() {
    return standard;
  }

  @Override
  public Optional<ServedVersion> version(UUID id) {
    return id.equals(VERSION.id()) ? Optional.of(VERSION) : Optional.ofNullable(others.get(id));
  }

  @Override
  public Optional<ServedVersion> oldest(String model) {
    return model.equals(VERSION.descriptor().id()) ? Optional.of(VERSION) : Optional.empty();
  }

  @Override
  public byte[] graph(ServedVersion version) {
    if (!version.descriptor().sha256().equals(VERSION.descriptor().sha256())) {
      throw new ModelException(ModelErrorCode.FILE_UNREADABLE, "the file is not here");
    }
    return ModelRegistry.bundled().graph(VERSION.descriptor().id());
  }
}
