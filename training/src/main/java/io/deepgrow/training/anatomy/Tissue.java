package io.deepgrow.training.anatomy;

/** What a part of the body is made of: its density in each phase, in HU. */
enum Tissue {
  AIR(-1000, 5, 0),
  TABLE(-250, 200, 30),
  SKIN(10, 20, 10),
  FAT(-102, 12, 8),
  MUSCLE(52, 56, 62, 60, 8, 12),
  CORTEX(650, 220, 90),
  MARROW(190, 90, 60),
  DISC(85, 20, 10),
  SPINAL_FLUID(22, 10, 6),
  LUNG(-840, 45, 30),
  GAS(-980, 12, 4),
  BLOOD(44, 320, 165, 125, 45, 6),
  VENOUS_BLOOD(44, 75, 155, 125, 28, 8),
  THROMBUS(42, 10, 8),
  MYOCARDIUM(46, 95, 112, 100, 14, 12),
  LIVER(55, 66, 105, 92, 17, 9),
  BILE(8, 10, 5),
  SPLEEN(46, 115, 122, 98, 15, 9),
  KIDNEY_CORTEX(33, 165, 185, 165, 25, 12),
  KIDNEY_MEDULLA(30, 65, 150, 165, 25, 10),
  URINE(5, 5, 10, 300, 60, 6),
  PANCREAS(40, 95, 85, 70, 14, 16),
  ADRENAL(25, 70, 75, 60, 12, 8),
  STOMACH_WALL(38, 75, 88, 78, 16, 12),
  BOWEL_WALL(36, 72, 85, 75, 16, 12),
  FLUID(10, 12, 6),
  FOOD(40, 40, 35),
  STOOL(15, 60, 60),
  ORAL_CONTRAST(260, 110, 15),
  TUMOUR(42, 70, 75, 70, 25, 16),
  CYST(6, 8, 5),
  NECROSIS(22, 12, 10),
  CALCIFICATION(480, 180, 60),
  METAL(2600, 400, 20);

  private final double plain;
  private final double arterial;
  private final double portal;
  private final double delayed;
  private final double spread;
  private final double texture;

  Tissue(double mean, double spread, double texture) {
    this(mean, mean, mean, mean, spread, texture);
  }

  Tissue(
      double plain, double arterial, double portal, double delayed, double spread, double texture) {
    this.plain = plain;
    this.arterial = arterial;
    this.portal = portal;
    this.delayed = delayed;
    this.spread = spread;
    this.texture = texture;
  }

  /** Mean density over patients. */
  double mean(Phase phase) {
    return switch (phase) {
      case NATIVE -> plain;
      case ARTERIAL -> arterial;
      case PORTAL -> portal;
      case DELAYED -> delayed;
    };
  }

  /** How much patients differ, as a standard deviation. */
  double spread() {
    return spread;
  }

  /** Standard deviation within one patient. */
  double texture() {
    return texture;
  }
}
