package io.deepgrow.seg.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The structures a user can choose from, by id, each with its codes and colour. */
public final class Terminology {

  private static final String BUNDLED = "structures.json";
  private static final String UNKNOWN = "unknown_structure";

  private final Map<String, StructureCode> structures;

  private Terminology(Map<String, StructureCode> structures) {
    this.structures = structures;
  }

  /** Thirteen abdominal organs, a lesion, a tumour and the structure of unknown kind. */
  public static Terminology standard() {
    try (InputStream in = Terminology.class.getResourceAsStream(BUNDLED)) {
      if (in == null) {
        throw new IllegalStateException(BUNDLED + " is not in the jar");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a JSON array of structures: id, label, category, type, optional modifier and region
   * (codes of value, scheme, meaning), rgb, optional cielab.
   *
   * @throws IOException when the stream breaks or is not JSON
   * @throws IllegalArgumentException naming the structure that is incomplete or there twice
   */
  public static Terminology read(InputStream json) throws IOException {
    Map<String, StructureCode> structures = new LinkedHashMap<>();
    for (JsonNode node : new ObjectMapper().readTree(json)) {
      StructureCode structure = structure(node);
      if (structures.put(structure.id(), structure) != null) {
        throw new IllegalArgumentException("Structure " + structure.id() + " is there twice");
      }
    }
    return new Terminology(structures);
  }

  public List<StructureCode> structures() {
    return List.copyOf(structures.values());
  }

  public Optional<StructureCode> find(String id) {
    return Optional.ofNullable(structures.get(id));
  }

  /** The codes of an id, or those of an unknown structure under that label. */
  public StructureCode findOrUnknown(String id, String label) {
    StructureCode known = structures.get(id);
    return known != null ? known : unknown().labelled(label);
  }

  /** The structure that a segment of a file shows, by type and modifiers, whatever its label. */
  public Optional<StructureCode> find(SegmentInfo segment) {
    return structures.values().stream()
        .filter(s -> s.type().sameCode(segment.type()) && sameCodes(s, segment))
        .findFirst();
  }

  private static boolean sameCodes(StructureCode structure, SegmentInfo segment) {
    return structure.modifiers().size() == segment.modifiers().size()
        && structure.modifiers().stream()
            .allMatch(m -> segment.modifiers().stream().anyMatch(m::sameCode));
  }

  private StructureCode unknown() {
    StructureCode unknown = structures.get(UNKNOWN);
    if (unknown == null) {
      throw new IllegalStateException("The terminology has no " + UNKNOWN);
    }
    return unknown;
  }

  private static StructureCode structure(JsonNode node) {
    String id = node.path("id").asText();
    try {
      RgbColor rgb = new RgbColor(part(node, "rgb", 0), part(node, "rgb", 1), part(node, "rgb", 2));
      CielabColor cielab =
          node.has("cielab")
              ? new CielabColor(
                  part(node, "cielab", 0), part(node, "cielab", 1), part(node, "cielab", 2))
              : CielabColor.of(rgb);
      return new StructureCode(
          id,
          node.path("label").asText(),
          code(node.path("category")),
          code(node.path("type")),
          optionalCode(node, "modifier"),
          optionalCode(node, "region"),
          rgb,
          cielab);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Structure '" + id + "': " + e.getMessage(), e);
    }
  }

  private static int part(JsonNode node, String field, int index) {
    return node.path(field).path(index).asInt(-1);
  }

  private static List<CodedConcept> optionalCode(JsonNode node, String field) {
    List<CodedConcept> codes = new ArrayList<>();
    if (node.has(field)) {
      codes.add(code(node.path(field)));
    }
    return codes;
  }

  private static CodedConcept code(JsonNode node) {
    return new CodedConcept(
        node.path("value").asText(), node.path("scheme").asText(), node.path("meaning").asText());
  }
}
