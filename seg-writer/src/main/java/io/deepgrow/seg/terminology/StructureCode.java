package io.deepgrow.seg.terminology;

import java.util.List;

/**
 * What a segment shows, in codes other software understands.
 *
 * @param id stable name in configuration and in the HTTP API, such as {@code left_kidney}
 * @param label what users read (0062,0005), at most 64 characters
 * @param category Segmented Property Category (0062,0003)
 * @param type Segmented Property Type (0062,000F)
 * @param modifiers of the type (0062,0011), such as left or right; usually none
 * @param regions the organ that holds a finding (0008,2218); none or one
 * @param rgb display colour
 * @param cielab the same colour as DICOM stores it
 */
public record StructureCode(
    String id,
    String label,
    CodedConcept category,
    CodedConcept type,
    List<CodedConcept> modifiers,
    List<CodedConcept> regions,
    RgbColor rgb,
    CielabColor cielab) {

  private static final int MAX_LABEL = 64;

  public StructureCode {
    modifiers = List.copyOf(modifiers);
    regions = List.copyOf(regions);
    if (id.isBlank()) {
      throw new IllegalArgumentException("A structure needs an id");
    }
    if (label.isBlank() || label.length() > MAX_LABEL || label.indexOf('\\') >= 0) {
      throw new IllegalArgumentException(
          "The label of structure " + id + " has 1 to 64 characters and no backslash");
    }
    if (regions.size() > 1) {
      throw new IllegalArgumentException("Structure " + id + " lies in one region at most");
    }
  }

  /** The same codes under another label. */
  public StructureCode labelled(String newLabel) {
    return new StructureCode(id, newLabel, category, type, modifiers, regions, rgb, cielab);
  }

  /** The same structure inside an organ: for lesions and tumours. */
  public StructureCode in(CodedConcept region) {
    return new StructureCode(id, label, category, type, modifiers, List.of(region), rgb, cielab);
  }

  /** The same structure in another colour. */
  public StructureCode coloured(RgbColor colour) {
    return new StructureCode(
        id, label, category, type, modifiers, regions, colour, CielabColor.of(colour));
  }
}
