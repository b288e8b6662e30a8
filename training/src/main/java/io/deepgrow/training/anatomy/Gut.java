package io.deepgrow.training.anatomy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Stomach, duodenum, colon and small bowel, with what people have in them. */
final class Gut {

  private final Anatomy body;
  private final Draw draw;
  private final Frame frame;

  Gut(Anatomy body, Draw draw, Frame frame) {
    this.body = body;
    this.draw = draw;
    this.frame = frame;
  }

  void build() {
    smallBowel();
    colon();
    duodenum();
    stomach();
  }

  private void stomach() {
    double r = frame.scale() * draw.between(14, 42.0);
    double drop = frame.scale() * draw.between(0, 60.0);
    List<Point> points =
        List.of(
            draw.near(new Point(frame.width() * 0.42, frame.depth() * 0.12, frame.scale() * 92), 8),
            draw.near(
                new Point(frame.width() * 0.46, -frame.depth() * 0.12, frame.scale() * 62), 8),
            draw.near(
                new Point(
                    frame.width() * 0.38, -frame.depth() * 0.42, frame.scale() * 28 - drop * 0.4),
                9),
            draw.near(
                new Point(frame.width() * 0.16, -frame.depth() * 0.5, frame.scale() * 2 - drop), 9),
            draw.near(
                new Point(
                    -frame.width() * 0.1, -frame.depth() * 0.36, -frame.scale() * 2 - drop * 0.5),
                7),
            draw.near(frame.at(-30, -22, 4), 5));
    List<Tube> tubes =
        Tube.through(points, r, r * draw.between(0.35, 0.7), Bend.random(draw, 0.22, 0.08));
    int wall = body.soft("stomach", Tissue.STOMACH_WALL, tubes);
    double thick = draw.chance(0.3) ? draw.between(6, 13.0) : draw.between(2.5, 6);
    if (thick > r - 3) {
      return;
    }
    int lumen = body.inside("stomach", Tissue.FLUID, Tube.grown(tubes, -thick), wall);
    fill("stomach", lumen, points.get(2).y(), r);
  }

  /** Food, contrast medium and gas in a hollow organ; gas lies in front. */
  private void fill(String organ, int lumen, double middle, double radius) {
    if (draw.chance(0.5)) {
      Tissue contents = draw.chance(0.35) ? Tissue.ORAL_CONTRAST : Tissue.FOOD;
      Shape where =
          draw.chance(0.5)
              ? Shape.lumps(draw.between(-0.6, 0.7))
              : Shape.below(0.1, -1, 0.1, -middle + radius * draw.between(-0.5, 0.6));
      body.inside(organ, contents, List.of(where), lumen);
    }
    if (draw.chance(0.75)) {
      double level = middle + radius * draw.between(-1.1, 0.5);
      BitSet hollow = body.where(p -> p.structure().equals(organ) && p.tissue() == Tissue.FOOD);
      hollow.set(lumen);
      body.inside(organ, "", Tissue.GAS, List.of(Shape.below(0, 1, 0, level)), hollow);
    }
  }

  private void duodenum() {
    double r = frame.scale() * draw.between(9, 17.0);
    List<Point> points =
        List.of(
            frame.at(-34, -22, 4),
            draw.near(frame.at(-52, -6, -8), 5),
            draw.near(frame.at(-54, 14, -48), 6),
            draw.near(frame.at(-22, 24, -66), 5),
            draw.near(frame.at(26, 16, -54), 6));
    List<Tube> tubes = Tube.through(points, r, r, Bend.random(draw, 0.2, 0.15));
    int wall = body.soft("duodenum", Tissue.BOWEL_WALL, tubes);
    int lumen =
        body.inside("duodenum", Tissue.FLUID, Tube.grown(tubes, -draw.between(3, 5.0)), wall);
    if (draw.chance(0.5)) {
      fill("duodenum", lumen, 0, r);
    }
  }

  private void colon() {
    double x = frame.width() * 0.78;
    double r = frame.scale() * draw.between(14, 27.0);
    List<Point> frameOfColon =
        List.of(
            draw.near(new Point(-x * 0.9, frame.depth() * 0.1, -frame.scale() * 190), 8),
            draw.near(new Point(-x, frame.depth() * 0.2, -frame.scale() * 90), 8),
            draw.near(new Point(-x * 0.85, -frame.depth() * 0.2, -frame.scale() * 36), 10),
            draw.near(new Point(-x * 0.2, -frame.depth() * 0.66, -frame.scale() * 56), 14),
            draw.near(new Point(x * 0.45, -frame.depth() * 0.55, -frame.scale() * 24), 14),
            draw.near(new Point(x * 0.92, frame.depth() * 0.05, frame.scale() * 20), 9),
            draw.near(new Point(x, frame.depth() * 0.28, -frame.scale() * 70), 8),
            draw.near(new Point(x * 0.85, frame.depth() * 0.1, -frame.scale() * 190), 8));
    List<Tube> tubes = new ArrayList<>();
    for (int n = 0; n + 1 < frameOfColon.size(); n++) {
      List<Point> pouches = new ArrayList<>();
      for (int p = 0; p <= 4; p++) {
        pouches.add(draw.near(frameOfColon.get(n).toward(frameOfColon.get(n + 1), p / 4.0), 3));
      }
      for (int p = 0; p < 4; p++) {
        double wide = r * draw.between(0.7, 1.2);
        tubes.addAll(
            Tube.through(
                List.of(
                    pouches.get(p),
                    pouches.get(p).toward(pouches.get(p + 1), 0.5),
                    pouches.get(p + 1)),
                wide * 0.85,
                wide,
                Bend.random(draw, 0.15, 0.15)));
      }
    }
    int wall = body.soft("colon", Tissue.BOWEL_WALL, tubes);
    int lumen = body.inside("colon", Tissue.STOOL, Tube.grown(tubes, -draw.between(2, 4.0)), wall);
    if (draw.chance(0.8)) {
      body.inside("colon", Tissue.GAS, List.of(Shape.lumps(draw.between(-0.5, 0.6))), lumen);
    }
    if (draw.chance(0.2)) {
      body.inside(
          "colon", Tissue.ORAL_CONTRAST, List.of(Shape.lumps(draw.between(0.2, 0.9))), lumen);
    }
  }

  private void smallBowel() {
    int loops = draw.between(3, 7);
    for (int n = 0; n < loops; n++) {
      double r = frame.scale() * draw.between(8, 17.0);
      Point at =
          new Point(
              frame.width() * draw.between(-0.6, 0.6),
              frame.depth() * draw.between(-0.6, 0.1),
              frame.scale() * draw.between(-190, -55.0));
      List<Point> points = new ArrayList<>(List.of(at));
      double turn = draw.between(0, 6.3);
      for (int p = 0; p < 14; p++) {
        turn += draw.about(0, 0.7);
        Point next = at.plus(16 * Math.cos(turn), draw.about(0, 7), 16 * Math.sin(turn));
        boolean outside =
            Math.abs(next.x()) > frame.width() * 0.75
                || next.z() > -frame.scale() * 35
                || Math.abs(next.y()) > frame.depth() * 0.7;
        if (outside) {
          turn += Math.PI * 0.6;
          continue;
        }
        at = next;
        points.add(at);
      }
      if (points.size() < 2) {
        continue;
      }
      List<Tube> tubes = Tube.through(points, r, r, Bend.random(draw, 0.12, 0.12));
      int wall = body.soft("small bowel", Tissue.BOWEL_WALL, tubes);
      Tissue contents =
          draw.chance(0.6) ? Tissue.FLUID : draw.chance(0.5) ? Tissue.GAS : Tissue.ORAL_CONTRAST;
      body.inside("small bowel", contents, Tube.grown(tubes, -draw.between(2.5, 5)), wall);
    }
  }
}
