package io.deepgrow.training.anatomy;

import java.util.ArrayList;
import java.util.List;

/** Liver, gall bladder, spleen, kidneys, adrenals and pancreas. */
final class UpperAbdomen {

  private final Anatomy body;
  private final Draw draw;
  private final Frame frame;

  UpperAbdomen(Anatomy body, Draw draw, Frame frame) {
    this.body = body;
    this.draw = draw;
    this.frame = frame;
  }

  void build() {
    kidney(-1);
    kidney(1);
    adrenals();
    pancreas();
    spleen();
    liver();
  }

  private void kidney(int side) {
    String name = side < 0 ? "right kidney" : "left kidney";
    if (draw.chance(0.05)) {
      return;
    }
    Point centre =
        draw.near(
            new Point(side * frame.scale() * 62, frame.depth() * 0.5, -frame.scale() * 30), 9);
    double r = frame.scale() * draw.between(22, 31.0);
    Egg outside =
        Egg.of(centre, r, r * 0.95, r * draw.between(1.7, 2.3))
            .turned(side * draw.between(10, 40.0), draw.between(-20, 10.0))
            .bent(Bend.random(draw, 0.12, 0.06));
    Point hilum = centre.plus(-side * r * 1.05, -r * 0.5, 0);
    Egg sinus = Egg.of(hilum, r * 0.8, r * 0.5, r * 0.9).bent(Bend.random(draw, 0.2, 0.1));
    int cortex = body.soft(name, Tissue.KIDNEY_CORTEX, List.of(Shape.minus(outside, sinus)));
    List<Shape> pyramids = new ArrayList<>();
    for (int n = 0; n < 14; n++) {
      double turn = 2 * Math.PI * draw.random().nextDouble();
      double z = r * draw.between(-1.5, 1.5);
      double out = r * 0.5 * Math.sqrt(Math.max(0.1, 1 - z * z / (4 * r * r)));
      Point at = centre.plus(out * Math.cos(turn), out * Math.sin(turn), z);
      pyramids.add(Egg.of(at, r * 0.27, r * 0.27, r * 0.3).bent(Bend.random(draw, 0.3, 0.2)));
    }
    body.inside(name, Tissue.KIDNEY_MEDULLA, pyramids, cortex);
    if (draw.chance(0.5)) {
      double wide = draw.between(0.15, 0.5);
      body.soft(
          "renal pelvis",
          Tissue.URINE,
          List.of(Egg.of(hilum, r * wide, r * wide * 0.7, r * wide * 1.4)));
    }
  }

  private void adrenals() {
    for (int side : new int[] {-1, 1}) {
      Point at =
          draw.near(
              new Point(side * frame.scale() * 38, frame.depth() * 0.42, frame.scale() * 24), 5);
      double r = draw.between(2.2, 4.5);
      List<Tube> limbs = new ArrayList<>();
      for (int limb : new int[] {-1, 1}) {
        Point end = at.plus(limb * 5, draw.between(14, 26.0), draw.between(-22, -8.0));
        limbs.addAll(Tube.through(List.of(at, end), r, r * 0.8, Bend.random(draw, 0.2, 0.2)));
      }
      body.soft(side < 0 ? "right adrenal" : "left adrenal", Tissue.ADRENAL, limbs);
    }
  }

  private void pancreas() {
    double r = frame.scale() * draw.between(8, 15.0);
    List<Point> points =
        List.of(
            draw.near(frame.at(-28, 8, -28), 6),
            draw.near(frame.at(-14, -8, -6), 5),
            draw.near(frame.at(18, -10, 8), 6),
            draw.near(frame.at(50, 10, 16), 7),
            draw.near(frame.at(74, 30, 24), 7));
    body.soft(
        "pancreas",
        Tissue.PANCREAS,
        Tube.through(points, r * 1.25, r * 0.75, Bend.random(draw, 0.2, 0.25)));
  }

  private void spleen() {
    Point centre =
        draw.near(new Point(frame.width() * 0.68, frame.depth() * 0.32, frame.scale() * 42), 8);
    double r = frame.scale() * draw.between(26, 44.0);
    Egg outside =
        Egg.of(centre, r, r * draw.between(1.1, 1.6), r * draw.between(1.2, 1.9))
            .turned(draw.between(-10, 45.0), draw.between(-30, 20.0))
            .bent(Bend.random(draw, 0.2, 0.06));
    Point inner = centre.plus(-r * draw.between(0.9, 1.3), -r * draw.between(0.2, 0.8), 0);
    Egg hollow = Egg.of(inner, r * 0.8, r * 0.9, r * 1.3).bent(Bend.random(draw, 0.25, 0.1));
    body.soft("spleen", Tissue.SPLEEN, List.of(Shape.minus(outside, hollow)));
  }

  private void liver() {
    double r = frame.scale() * draw.between(56, 80.0);
    Point right =
        draw.near(new Point(-frame.width() * 0.5, -frame.depth() * 0.02, frame.scale() * 34), 8);
    Point left =
        draw.near(new Point(frame.width() * 0.06, -frame.depth() * 0.42, frame.scale() * 52), 10);
    Egg rightLobe =
        Egg.of(right, r, frame.depth() * draw.between(0.72, 0.98), r * draw.between(1.0, 1.35))
            .boxy(2.3)
            .bent(Bend.random(draw, 0.14, 0.04));
    Egg leftLobe =
        Egg.of(left, r * draw.between(0.7, 1.35), r * draw.between(0.42, 0.65), r * 0.62)
            .turned(draw.between(-15, 15.0), draw.between(-15, 15.0))
            .bent(Bend.random(draw, 0.25, 0.06));
    Point visceral =
        draw.near(new Point(frame.scale() * 18, frame.depth() * 0.55, -frame.scale() * 12), 10);
    Egg hollow =
        Egg.of(visceral, frame.scale() * 62, frame.scale() * 46, frame.scale() * 80)
            .bent(Bend.random(draw, 0.25, 0.1));
    int tissue =
        body.soft(
            "liver",
            Tissue.LIVER,
            List.of(Shape.minus(rightLobe, hollow), Shape.minus(leftLobe, hollow)));
    Point gate = frame.at(-22, 4, 18);
    Branches portal = new Branches(draw, 6);
    body.inside(
        "liver", Tissue.VENOUS_BLOOD, portal.grow(gate, new Point(-1, -0.3, 0.2), 6, 34), tissue);
    Branches hepatic = new Branches(draw, 5);
    Point top = new Point(-frame.scale() * 18, frame.depth() * 0.28, frame.scale() * 92);
    for (Point way :
        List.of(new Point(-1, 0, -0.3), new Point(-0.5, -1, -0.4), new Point(0.4, -1, -0.2))) {
      body.inside("liver", Tissue.VENOUS_BLOOD, hepatic.grow(top, way, 5, 38), tissue);
    }
    if (draw.chance(0.8)) {
      Point at =
          draw.near(
              new Point(-frame.width() * 0.36, -frame.depth() * 0.42, -frame.scale() * 20), 10);
      double g = draw.between(10, 20.0);
      Egg gall = Egg.of(at, g, g * 1.2, g * 1.9).turned(20, 25).bent(Bend.random(draw, 0.15, 0.03));
      int bladder = body.soft("gallbladder", Tissue.BILE, List.of(gall));
      if (draw.chance(0.15)) {
        body.inside(
            "gallbladder",
            Tissue.CALCIFICATION,
            List.of(Egg.of(at.plus(0, g * 0.6, -g), 5, 5, 5)),
            bladder);
      }
    }
  }
}
