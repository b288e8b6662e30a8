package io.deepgrow.app.project;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Terminology;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A structure that a project marks.
 *
 * @param structure its id, such as {@code spleen}
 * @param colour in which its outline is drawn, such as {@code #c04d4d}
 */
public record ProjectStructure(String structure, String colour) {

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
  private static final int HEX = 16;

  /** The same with the id and the colour as they are written down. */
  ProjectStructure checked() {
    Optional<StructureCode> known = Terminology.standard().find(structure);
    if (known.isEmpty()) {
      throw new ApiException(
          ErrorCode.STRUCTURE_UNKNOWN,
          "There is no structure " + structure + "; GET /api/v1/structures has them");
    }
    String lower = colour.toLowerCase(Locale.ROOT);
    if (!COLOUR.matcher(lower).matches()) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "colour is one such as #c04d4d");
    }
    return new ProjectStructure(known.get().id(), lower);
  }

  /** The colour as 0xRRGGBB. */
  public int rgb() {
    return Integer.parseInt(colour.substring(1), HEX);
  }
}
