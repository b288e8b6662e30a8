package io.deepgrow.phantom;

import java.util.Locale;
import java.util.Optional;

/** What the phantom holds, later ones over earlier ones. */
public enum Organ {
  AIR(-1000, 0),
  FAT(-100, 8),
  MUSCLE(55, 12),
  LUNG(-830, 25),
  LIVER(112, 8),
  SPLEEN(128, 8),
  STOMACH(18, 6),
  RIGHT_KIDNEY(175, 12),
  LEFT_KIDNEY(175, 12),
  SPINE(330, 60),
  RIB(420, 60),
  AORTA(210, 6),
  INFERIOR_VENA_CAVA(150, 6);

  private final int hounsfield;
  private final int texture;

  Organ(int hounsfield, int texture) {
    this.hounsfield = hounsfield;
    this.texture = texture;
  }

  /** Mean density in HU. */
  int hounsfield() {
    return hounsfield;
  }

  /** Standard deviation of the texture in HU. */
  int texture() {
    return texture;
  }

  /** Value in the label volume; 0 for what has no label of its own. */
  public int label() {
    return switch (this) {
      case SPLEEN -> 1;
      case RIGHT_KIDNEY -> 2;
      case LEFT_KIDNEY -> 3;
      case LIVER -> 6;
      case STOMACH -> 7;
      case AORTA -> 8;
      case INFERIOR_VENA_CAVA -> 9;
      default -> 0;
    };
  }

  /** The id that the terminology knows it by, where it has a label. */
  public Optional<String> structure() {
    return label() == 0 ? Optional.empty() : Optional.of(name().toLowerCase(Locale.ROOT));
  }
}
