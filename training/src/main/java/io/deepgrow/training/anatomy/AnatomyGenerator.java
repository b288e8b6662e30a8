package io.deepgrow.training.anatomy;

import java.util.Random;

/** Makes bodies that differ in size, build, contents and findings. */
final class AnatomyGenerator {

  private AnatomyGenerator() {}

  static Anatomy generate(Random random) {
    Draw draw = new Draw(random);
    Frame frame = Frame.random(draw);
    Anatomy body = new Anatomy();
    new Trunk(body, draw, frame).build();
    new Chest(body, draw, frame).build();
    new Vessels(body, draw, frame).build();
    new Gut(body, draw, frame).build();
    new UpperAbdomen(body, draw, frame).build();
    new Findings(body, draw, frame).build();
    return body;
  }
}
