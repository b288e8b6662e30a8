package io.deepgrow.training.anatomy;

import java.util.ArrayList;
import java.util.List;

/** What holds a body together: skin, fat, muscles, spine, ribs; and the table below it. */
final class Trunk {

  private static final double LONG = 2000;
  private static final int NONE = Integer.MIN_VALUE;

  private final Anatomy body;
  private final Draw draw;
  private final Frame frame;

  Trunk(Anatomy body, Draw draw, Frame frame) {
    this.body = body;
    this.draw = draw;
    this.frame = frame;
  }

  void build() {
    body.hard("", Tissue.AIR, List.of());
    double back = frame.halfDepth() + frame.fat();
    if (draw.chance(0.7)) {
      Point below = new Point(0, back + draw.between(4, 40.0), 0);
      Egg table = Egg.of(below, 240, 14, LONG);
      body.hard("table", Tissue.TABLE, List.of(table));
    }
    if (draw.chance(0.25)) {
      arms();
    }
    layer("", Tissue.SKIN, frame.fat() + 2.5);
    layer("fat", Tissue.FAT, frame.fat());
    layer("muscle", Tissue.MUSCLE, 0);
    Egg cavity =
        Egg.of(new Point(0, 0, 0), frame.width(), frame.depth(), LONG)
            .boxy(2.4)
            .bent(Bend.random(draw, 0.05, 0.02));
    body.hollow("fat", Tissue.FAT, List.of(cavity));
    muscles();
    spine();
    ribs();
  }

  private void layer(String structure, Tissue tissue, double outside) {
    Egg egg =
        Egg.of(new Point(0, 0, 0), frame.halfWidth() + outside, frame.halfDepth() + outside, LONG)
            .boxy(2.4)
            .bent(Bend.random(draw, 0.04, 0.01));
    body.hard(structure, tissue, List.of(egg));
  }

  private void arms() {
    for (int side : new int[] {-1, 1}) {
      double x = side * (frame.halfWidth() + frame.fat() + draw.between(45, 75.0));
      Point at = new Point(x, draw.about(10, 25), 0);
      body.hard("", Tissue.SKIN, List.of(Egg.of(at, 42, 42, LONG)));
      body.hard("fat", Tissue.FAT, List.of(Egg.of(at, 40, 40, LONG)));
      body.hard("muscle", Tissue.MUSCLE, List.of(Egg.of(at, 31, 31, LONG)));
      bone("humerus", Egg.of(at, 11, 11, LONG));
    }
  }

  private void bone(String name, Egg egg) {
    body.hard(name, Tissue.CORTEX, List.of(egg));
    body.hard(name, Tissue.MARROW, List.of(egg.grown(-draw.between(1.5, 3.5))));
  }

  private void muscles() {
    double y = frame.depth() - frame.scale() * 18;
    for (int side : new int[] {-1, 1}) {
      String sideName = side < 0 ? "right" : "left";
      Point top = new Point(side * frame.scale() * 24, y - 6, frame.scale() * 20);
      Point bottom = new Point(side * frame.scale() * 62, y - 30, -frame.scale() * 200);
      double thick = frame.scale() * draw.between(17, 30.0);
      body.hard(
          sideName + " psoas",
          Tissue.MUSCLE,
          Tube.through(List.of(top, bottom), thick * 0.5, thick, Bend.random(draw, 0.1, 0.05)));
      Point erector = new Point(side * frame.scale() * 34, frame.depth() + 4, 0);
      body.hard(
          "muscle",
          Tissue.MUSCLE,
          List.of(
              Egg.of(erector, frame.scale() * 30, frame.scale() * 17, LONG)
                  .bent(Bend.random(draw, 0.15, 0.08))));
    }
  }

  private void spine() {
    double height = frame.scale() * draw.between(27, 36.0);
    double disc = height * draw.between(0.14, 0.3);
    double curve = draw.between(-6, 8.0);
    int screwed = draw.chance(0.05) ? draw.between(-3, 3) : NONE;
    for (int n = -7; n <= 8; n++) {
      double z = n * height;
      double y = frame.depth() - frame.scale() * 22 + curve * Math.cos(n * 0.4);
      Point centre = new Point(0, y, z);
      double w = frame.scale() * draw.about(22, 1.5);
      double d = frame.scale() * draw.about(17, 1.2);
      body.hard(
          "intervertebral disc",
          Tissue.DISC,
          List.of(Egg.of(centre.plus(0, 0, height / 2), w * 0.95, d * 0.95, disc)));
      Bend bend = Bend.random(draw, 0.08, 0.08);
      bone("vertebra", Egg.of(centre, w, d, (height - disc) / 2).boxy(3.2).bent(bend));
      if (screwed == n) {
        body.hard(
            "implant",
            Tissue.METAL,
            List.of(
                new Tube(centre.plus(-w, d, 0), 3, centre.plus(-w / 3, -d / 2, 0), 3, Bend.NONE),
                new Tube(centre.plus(w, d, 0), 3, centre.plus(w / 3, -d / 2, 0), 3, Bend.NONE)));
      }
      Point canal = centre.plus(0, d + frame.scale() * 9, 0);
      Point spinous = canal.plus(0, frame.scale() * 34, -height * 0.3);
      bone("vertebra", Egg.of(canal, frame.scale() * 17, frame.scale() * 13, height * 0.36));
      body.hard("vertebra", Tissue.CORTEX, List.of(new Tube(canal, 5, spinous, 4, Bend.NONE)));
      for (int side : new int[] {-1, 1}) {
        Point tip = canal.plus(side * frame.scale() * 42, 6, 0);
        body.hard("vertebra", Tissue.CORTEX, List.of(new Tube(canal, 5, tip, 3, Bend.NONE)));
      }
    }
    Point canal = new Point(0, frame.depth() - frame.scale() * 22 + frame.scale() * 26, 0);
    body.hard(
        "spinal canal",
        Tissue.SPINAL_FLUID,
        List.of(Egg.of(canal, frame.scale() * 10, frame.scale() * 8, LONG)));
  }

  private void ribs() {
    double a = frame.halfWidth() - frame.wall() * 0.45;
    double b = frame.halfDepth() - frame.wall() * 0.45;
    double gap = frame.scale() * draw.between(24, 33.0);
    double slope = frame.scale() * draw.between(45, 85.0);
    double thick = frame.scale() * draw.between(4.5, 7.5);
    for (int side : new int[] {-1, 1}) {
      for (int n = 0; n < 9; n++) {
        double back = frame.scale() * 10 + n * gap;
        double length = n == 0 ? 0.35 : n == 1 ? 0.5 : 0.86;
        List<Point> points = new ArrayList<>();
        for (int p = 0; p <= 10; p++) {
          double along = length * p / 10.0;
          double angle = Math.PI * (0.94 - 0.86 * along);
          points.add(
              new Point(side * a * Math.sin(angle), -b * Math.cos(angle), back - slope * along));
        }
        List<Tube> rib = Tube.through(points, thick, thick * 0.85, Bend.random(draw, 0.1, 0.1));
        body.hard("rib", Tissue.CORTEX, rib);
        body.hard("rib", Tissue.MARROW, Tube.grown(rib, -draw.between(1.2, 2.4)));
      }
    }
  }
}
