package io.deepgrow.training.anatomy;

import java.util.ArrayList;
import java.util.List;

/** Aorta, inferior vena cava, portal vein and their larger branches. */
final class Vessels {

  private final Anatomy body;
  private final Draw draw;
  private final Frame frame;

  Vessels(Anatomy body, Draw draw, Frame frame) {
    this.body = body;
    this.draw = draw;
    this.frame = frame;
  }

  void build() {
    cava();
    aorta();
    portal();
  }

  private double front() {
    return frame.depth() - frame.scale() * 48;
  }

  private void aorta() {
    double r = frame.scale() * draw.between(8, 14.0);
    double sway = draw.between(-7, 9.0);
    List<Point> points = new ArrayList<>();
    for (int n = 0; n <= 10; n++) {
      double z = frame.scale() * (240 - 36 * n);
      double x = frame.scale() * (10 + sway * Math.sin(n * 0.7)) + 0.06 * Math.max(0, z);
      points.add(draw.near(new Point(x, front() + 0.03 * z, z), 1.5));
    }
    List<Tube> tubes =
        new ArrayList<>(Tube.through(points, r * 1.15, r * 0.8, Bend.random(draw, 0.06, 0.03)));
    Point fork = points.get(points.size() - 1);
    for (int side : new int[] {-1, 1}) {
      Point end = fork.plus(side * frame.scale() * 50, -20, -frame.scale() * 80);
      tubes.addAll(Tube.through(List.of(fork, end), r * 0.6, r * 0.5, Bend.NONE));
    }
    if (draw.chance(0.12)) {
      Point at = points.get(draw.between(5, 8));
      double wide = r * draw.between(1.5, 2.4);
      body.soft("aorta", Tissue.THROMBUS, List.of(Egg.of(at, wide, wide, wide * 1.6)));
    }
    int lumen = body.soft("aorta", Tissue.BLOOD, tubes);
    branches(points, r);
    if (draw.chance(0.35)) {
      List<Shape> plaques = new ArrayList<>();
      for (int n = 0; n < 9; n++) {
        Point at = draw.near(points.get(draw.between(0, 9)), r * 0.8);
        plaques.add(Egg.of(at, draw.between(1, 4.0), draw.between(1, 4.0), draw.between(2, 7.0)));
      }
      body.inside("aorta", Tissue.CALCIFICATION, plaques, lumen);
    }
  }

  private void branches(List<Point> aorta, double r) {
    Point coeliac = aorta.get(6);
    Point mesenteric = aorta.get(7);
    List<Tube> arteries = new ArrayList<>();
    Branches tree = new Branches(draw, 3);
    arteries.addAll(tree.grow(coeliac, new Point(0.2, -1, -0.1), r * 0.38, 26));
    arteries.addAll(tree.grow(mesenteric, new Point(0, -0.6, -0.8), r * 0.4, 40));
    for (int side : new int[] {-1, 1}) {
      Point hilum = new Point(side * frame.scale() * 48, frame.depth() * 0.42, -frame.scale() * 28);
      arteries.addAll(
          Tube.through(
              List.of(mesenteric, hilum), r * 0.32, r * 0.25, Bend.random(draw, 0.1, 0.1)));
    }
    body.soft("artery", Tissue.BLOOD, arteries);
  }

  private void cava() {
    double r = frame.scale() * draw.between(8, 15.0);
    List<Point> points = new ArrayList<>();
    for (int n = 0; n <= 8; n++) {
      double z = frame.scale() * (100 - 36 * n);
      points.add(
          draw.near(new Point(-frame.scale() * 20, front() + 2 - 0.12 * Math.max(0, z), z), 2));
    }
    body.soft(
        "inferior vena cava",
        Tissue.VENOUS_BLOOD,
        Tube.through(points, r, r * 0.9, Bend.random(draw, 0.3, 0.1)));
    List<Tube> renal = new ArrayList<>();
    for (int side : new int[] {-1, 1}) {
      Point hilum = new Point(side * frame.scale() * 46, frame.depth() * 0.36, -frame.scale() * 26);
      renal.addAll(Tube.through(List.of(points.get(4), hilum), r * 0.5, r * 0.4, Bend.NONE));
    }
    body.soft("vein", Tissue.VENOUS_BLOOD, renal);
  }

  private void portal() {
    double r = frame.scale() * draw.between(4.5, 8);
    List<Point> points =
        List.of(
            frame.at(-26, 2, 20),
            draw.near(frame.at(-6, 2, 2), 3),
            draw.near(frame.at(30, 8, 16), 5),
            draw.near(frame.at(66, 24, 30), 5));
    List<Tube> tubes =
        new ArrayList<>(Tube.through(points, r, r * 0.6, Bend.random(draw, 0.1, 0.1)));
    tubes.addAll(
        Tube.through(
            List.of(points.get(1), draw.near(frame.at(2, -10, -80), 6)),
            r * 0.9,
            r * 0.6,
            Bend.NONE));
    body.soft("portal vein", Tissue.VENOUS_BLOOD, tubes);
  }
}
