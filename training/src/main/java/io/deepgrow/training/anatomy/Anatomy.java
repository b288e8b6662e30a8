package io.deepgrow.training.anatomy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** The parts of one body, in the order in which they are painted. */
public final class Anatomy {

  private static final double LARGEST = 1000;

  private final List<Part> parts = new ArrayList<>();

  Anatomy() {}

  /** A body that no other one is quite like. */
  public static Anatomy random(Random random) {
    return AnatomyGenerator.generate(random);
  }

  List<Part> parts() {
    return parts;
  }

  /** The names of all that could be marked in it. */
  public List<String> structures() {
    return parts.stream().map(Part::structure).filter(s -> !s.isEmpty()).distinct().toList();
  }

  /** Boxes round the pieces of a structure, at rest. */
  public List<Reach> reaches(String structure) {
    return parts.stream()
        .filter(part -> part.structure().equals(structure))
        .flatMap(part -> part.shapes().stream())
        .map(Shape::reach)
        .filter(reach -> reach.longest() < LARGEST)
        .toList();
  }

  /** For each number of a part, whether it belongs to a structure. */
  public boolean[] belongs(String structure) {
    boolean[] belongs = new boolean[parts.size()];
    for (int n = 0; n < belongs.length; n++) {
      Part part = parts.get(n);
      belongs[n] = part.structure().equals(structure) || part.host().equals(structure);
    }
    return belongs;
  }

  /** A part that covers whatever is there, and that organs leave alone; its number. */
  int hard(String structure, Tissue tissue, List<? extends Shape> shapes) {
    return add(new Part(structure, "", tissue, shapes, true, all()));
  }

  /** A part that covers whatever is there and may be covered; its number. */
  int hollow(String structure, Tissue tissue, List<? extends Shape> shapes) {
    return add(new Part(structure, "", tissue, shapes, false, all()));
  }

  /** A part that covers what is not hard; its number. */
  int soft(String structure, Tissue tissue, List<? extends Shape> shapes) {
    return add(new Part(structure, "", tissue, shapes, false, null));
  }

  /** A part inside one other part only; its number. */
  int inside(String structure, Tissue tissue, List<? extends Shape> shapes, int over) {
    BitSet only = new BitSet();
    only.set(over);
    return inside(structure, parts.get(over).host(), tissue, shapes, only);
  }

  /** A part inside other ones only, which may be known by a second name; its number. */
  int inside(
      String structure, String host, Tissue tissue, List<? extends Shape> shapes, BitSet over) {
    return add(new Part(structure, host, tissue, shapes, false, over));
  }

  /** The numbers of some parts. */
  BitSet where(Predicate<Part> wanted) {
    BitSet numbers = new BitSet();
    for (int n = 0; n < parts.size(); n++) {
      numbers.set(n, wanted.test(parts.get(n)));
    }
    return numbers;
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, parts.size());
    return all;
  }

  private int add(Part part) {
    parts.add(part);
    return parts.size() - 1;
  }
}
