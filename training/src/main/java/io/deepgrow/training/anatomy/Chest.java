package io.deepgrow.training.anatomy;

import java.util.List;

/** Lungs, heart and gullet. */
final class Chest {

  private final Anatomy body;
  private final Draw draw;
  private final Frame frame;

  Chest(Anatomy body, Draw draw, Frame frame) {
    this.body = body;
    this.draw = draw;
    this.frame = frame;
  }

  void build() {
    double rise = frame.scale() * draw.between(-15, 25.0);
    for (int side : new int[] {-1, 1}) {
      Point centre = new Point(side * frame.width() * 0.52, 4, frame.scale() * 158 + rise);
      Egg lung =
          Egg.of(centre, frame.width() * 0.45, frame.depth() * 0.88, frame.scale() * 118)
              .boxy(2.6)
              .bent(Bend.random(draw, 0.12, 0.03));
      int air = body.soft(side < 0 ? "right lung" : "left lung", Tissue.LUNG, List.of(lung));
      Branches vessels = new Branches(draw, 5);
      Point root = new Point(side * frame.scale() * 30, 5, frame.scale() * 130);
      body.inside(
          "lung vessel",
          Tissue.VENOUS_BLOOD,
          vessels.grow(root, new Point(side * 0.8, 0.1, -0.4), 6, 38),
          air);
    }
    heart();
    Point top = new Point(draw.about(4, 6), frame.depth() * 0.42, frame.scale() * 240);
    Point end = new Point(draw.about(12, 6), frame.depth() * 0.35, frame.scale() * 62);
    List<Tube> gullet = Tube.through(List.of(top, end), 10, 9, Bend.random(draw, 0.2, 0.1));
    int wall = body.soft("oesophagus", Tissue.BOWEL_WALL, gullet);
    if (draw.chance(0.5)) {
      body.inside("oesophagus", Tissue.GAS, Tube.grown(gullet, -draw.between(4, 7.0)), wall);
    }
  }

  private void heart() {
    Point centre = draw.near(frame.at(20, -34, 120), 6);
    double r = frame.scale() * draw.between(42, 58.0);
    Egg heart =
        Egg.of(centre, r, r * 0.8, r * 0.85).turned(35, 25).bent(Bend.random(draw, 0.15, 0.05));
    int muscle = body.soft("heart", Tissue.MYOCARDIUM, List.of(heart));
    for (int side : new int[] {-1, 1}) {
      Egg chamber =
          Egg.of(centre.plus(side * r * 0.4, -side * r * 0.1, 0), r * 0.36, r * 0.5, r * 0.55)
              .bent(Bend.random(draw, 0.3, 0.15));
      Tissue blood = side < 0 ? Tissue.VENOUS_BLOOD : Tissue.BLOOD;
      body.inside("heart", blood, List.of(chamber), muscle);
    }
  }
}
