package io.deepgrow.training.anatomy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** What is not there in everybody: tumours, cysts, fluid, drains. */
final class Findings {

  private static final Set<String> SOLID =
      Set.of(
          "liver", "spleen", "left kidney", "right kidney", "pancreas", "left lung", "right lung");

  private static final Set<String> SOFT = Set.of("muscle", "fat");

  private final Anatomy body;
  private final Draw draw;
  private final Frame frame;

  Findings(Anatomy body, Draw draw, Frame frame) {
    this.body = body;
    this.draw = draw;
    this.frame = frame;
  }

  void build() {
    inOrgans();
    anywhere();
    if (draw.chance(0.15)) {
      Point skin =
          new Point(frame.width() * draw.between(-1, 1.0), -frame.halfDepth() - frame.fat(), 0);
      Point tip = frame.at(draw.between(-50, 50.0), 0, draw.between(-60, 60.0));
      List<Tube> drain =
          Tube.through(
              List.of(skin.toward(tip, -0.1), draw.near(skin.toward(tip, 0.5), 12), tip),
              3,
              3,
              Bend.NONE);
      body.hollow("implant", Tissue.CALCIFICATION, drain);
    }
  }

  private void inOrgans() {
    int wanted = draw.between(0, 5);
    List<Part> organs = body.parts().stream().filter(p -> SOLID.contains(p.structure())).toList();
    for (int n = 0; n < wanted && !organs.isEmpty(); n++) {
      Part organ = organs.get(draw.between(0, organs.size() - 1));
      Reach box = organ.reach();
      Point at =
          new Point(
              draw.between(box.low().x(), box.high().x()),
              draw.between(box.low().y(), box.high().y()),
              draw.between(box.low().z(), box.high().z()));
      double r = Math.exp(draw.between(Math.log(4), Math.log(32)));
      Tissue tissue = draw.chance(0.3) ? Tissue.CYST : Tissue.TUMOUR;
      String host = organ.structure();
      lesion("lesion", host, at, r, tissue, body.where(p -> p.structure().equals(host)));
    }
  }

  private void anywhere() {
    int wanted = draw.between(0, 3);
    for (int n = 0; n < wanted; n++) {
      Point at =
          new Point(
              frame.halfWidth() * draw.between(-1, 1.0),
              frame.halfDepth() * draw.between(-1, 1.0),
              frame.scale() * draw.between(-180, 180.0));
      double r = Math.exp(draw.between(Math.log(6), Math.log(55)));
      lesion(
          "mass",
          "",
          at,
          r,
          Tissue.TUMOUR,
          body.where(p -> SOFT.contains(p.structure()) || !p.hard()));
    }
  }

  private void lesion(String name, String host, Point at, double r, Tissue tissue, BitSet over) {
    List<Shape> lobes = new ArrayList<>();
    int count = draw.between(1, 3);
    for (int n = 0; n < count; n++) {
      lobes.add(
          Egg.of(
                  n == 0 ? at : draw.near(at, r * 0.5),
                  r * draw.between(0.7, 1.2),
                  r * draw.between(0.7, 1.2),
                  r * draw.between(0.7, 1.3))
              .turned(draw.between(0, 180.0), draw.between(0, 90.0))
              .bent(Bend.random(draw, 0.25, 0.2)));
    }
    int mass = body.inside(name, host, tissue, lobes, over);
    if (tissue == Tissue.TUMOUR && r > 12 && draw.chance(0.5)) {
      body.inside(
          name,
          draw.chance(0.7) ? Tissue.NECROSIS : Tissue.FAT,
          List.of(Shape.lumps(draw.between(-0.1, 0.8))),
          mass);
    }
    if (draw.chance(0.1)) {
      body.inside(name, Tissue.CALCIFICATION, List.of(Shape.lumps(1.2)), mass);
    }
  }
}
