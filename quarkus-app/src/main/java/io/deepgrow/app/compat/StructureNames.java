package io.deepgrow.app.compat;

import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Terminology;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** From the names that people give to segments to the structures of the terminology. */
@ApplicationScoped
public class StructureNames {

  private static final String UNKNOWN = "unknown_structure";
  private static final int LONGEST = 64;

  private final Terminology terminology = Terminology.standard();

  /**
   * A structure by a name such as "Left Kidney"; one of unknown kind under that name for others.
   */
  public StructureCode of(String name) {
    String label = name.strip();
    String shown = label.substring(0, Math.min(LONGEST, label.length()));
    return terminology.findOrUnknown(id(name), shown.isEmpty() ? "Segment" : shown);
  }

  /** The id of a structure that segments of a session can have. */
  public String known(String name) {
    return terminology.find(id(name)).map(StructureCode::id).orElse(UNKNOWN);
  }

  private static String id(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }
}
