package io.deepgrow.phantom;

import io.deepgrow.seed.Seeds;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Generates a contrast-enhanced trunk from a seed: organs of random size and place with bent
 * surfaces, texture, partial volume by smoothing, noise. The same seed gives the same voxels.
 */
public final class PhantomGenerator {

  private final long seed;

  public PhantomGenerator(long seed) {
    this.seed = seed;
  }

  public Phantom generate(PhantomSpec spec) {
    GridSize size = spec.size();
    Spacing spacing = spec.spacing();
    PatientPoint origin =
        new PatientPoint(
            -(size.i() - 1) * spacing.i() / 2,
            -(size.j() - 1) * spacing.j() / 2,
            -(size.k() - 1) * spacing.k() / 2);
    VolumeGeometry geometry = new VolumeGeometry(size, spacing, origin, Direction.IDENTITY);
    List<Blob> blobs = anatomy(Seeds.of(seed, "phantom organs").random());
    Wobble wobble = new Wobble(Seeds.of(seed, "phantom surfaces").random());
    short[] ct = new short[size.arrayLength()];
    short[] labels = new short[size.arrayLength()];
    IntStream.range(0, size.k())
        .parallel()
        .forEach(k -> slice(geometry, blobs, wobble, spec.noise(), k, ct, labels));
    return new Phantom(Volume.of(geometry, ct), Volume.of(geometry, labels));
  }

  /** Around the middle of the liver; z rises to the head. */
  private static List<Blob> anatomy(Random random) {
    List<Blob> blobs = new ArrayList<>();
    double s = 0.95 + 0.1 * random.nextDouble();
    add(blobs, random, Organ.FAT, 0, 0, 0, 165 * s, 118 * s, 900, 0);
    add(blobs, random, Organ.MUSCLE, 0, 2, 0, 148 * s, 102 * s, 900, 0);
    add(blobs, random, Organ.FAT, 0, -6, 0, 132 * s, 86 * s, 900, 0);
    add(blobs, random, Organ.LUNG, -72, 0, 118, 58, 70, 72, 0);
    add(blobs, random, Organ.LUNG, 74, 4, 122, 56, 70, 70, 0);
    add(blobs, random, Organ.LIVER, -62, -8, 18, 66, 66, 72, 0.002);
    add(blobs, random, Organ.STOMACH, 46, -42, 22, 38, 30, 46, -0.002);
    add(blobs, random, Organ.SPLEEN, 88, 22, 24, 24, 38, 46, 0.003);
    add(blobs, random, Organ.RIGHT_KIDNEY, -62, 52, -58, 24, 24, 46, 0);
    add(blobs, random, Organ.LEFT_KIDNEY, 62, 54, -44, 24, 24, 46, 0);
    add(blobs, random, Organ.MUSCLE, -38, 62, -60, 20, 20, 300, 0);
    add(blobs, random, Organ.MUSCLE, 38, 62, -60, 20, 20, 300, 0);
    add(blobs, random, Organ.SPINE, 0, 62, 0, 21, 20, 900, 0);
    add(blobs, random, Organ.AORTA, 10, 30, 0, 11, 11, 900, 0);
    add(blobs, random, Organ.INFERIOR_VENA_CAVA, -18, 28, 0, 12, 9, 900, 0);
    for (int rib = 0; rib < 12; rib++) {
      double angle = Math.PI * (0.08 + 0.84 * (rib % 6) / 5.0);
      double side = rib < 6 ? 1 : -1;
      add(
          blobs,
          random,
          Organ.RIB,
          side * 138 * Math.sin(angle),
          -92 * Math.cos(angle),
          70,
          6,
          6,
          34,
          0);
    }
    return blobs;
  }

  private static void add(
      List<Blob> blobs,
      Random random,
      Organ organ,
      double x,
      double y,
      double z,
      double rx,
      double ry,
      double rz,
      double bend) {
    double move = Math.min(4, rx / 5);
    double scale = 0.93 + 0.14 * random.nextDouble();
    blobs.add(
        new Blob(
            organ,
            x + move * (2 * random.nextDouble() - 1),
            y + move * (2 * random.nextDouble() - 1),
            z + move * (2 * random.nextDouble() - 1),
            rx * scale,
            ry * scale,
            rz * scale,
            bend));
  }

  private void slice(
      VolumeGeometry geometry,
      List<Blob> blobs,
      Wobble wobble,
      double noise,
      int k,
      short[] ct,
      short[] labels) {
    GridSize size = geometry.size();
    Spacing spacing = geometry.spacing();
    PatientPoint origin = geometry.origin();
    SplittableRandom random = new SplittableRandom(Seeds.of(seed, "phantom noise").at(k).value());
    float[] density = new float[size.i() * size.j()];
    double z = origin.z() + k * spacing.k();
    for (int j = 0; j < size.j(); j++) {
      double y = origin.y() + j * spacing.j();
      for (int i = 0; i < size.i(); i++) {
        double x = origin.x() + i * spacing.i();
        Organ organ = at(blobs, x, y, z, wobble.at(x, y, z));
        int n = i + size.i() * j;
        labels[size.flat(0, 0, k) + n] = (short) organ.label();
        density[n] = (float) (organ.hounsfield() + organ.texture() * wobble.texture(x, y, z));
      }
    }
    float[] grain = new float[density.length];
    for (int n = 0; n < grain.length; n++) {
      grain[n] = (float) (1.8 * noise * random.nextGaussian());
    }
    smooth(density, size.i());
    smooth(grain, size.i());
    for (int n = 0; n < density.length; n++) {
      double value = Math.max(-1024, Math.rint(density[n] + grain[n]));
      ct[size.flat(0, 0, k) + n] = (short) value;
    }
  }

  private static Organ at(List<Blob> blobs, double x, double y, double z, double wobble) {
    for (int b = blobs.size() - 1; b >= 0; b--) {
      if (blobs.get(b).contains(x, y, z, wobble)) {
        return blobs.get(b).organ();
      }
    }
    return Organ.AIR;
  }

  /** Taps ¼ ½ ¼ along i and j. */
  private static void smooth(float[] plane, int ni) {
    for (int stride : new int[] {1, ni}) {
      float[] in = plane.clone();
      for (int n = stride; n < plane.length - stride; n++) {
        plane[n] = 0.25f * in[n - stride] + 0.5f * in[n] + 0.25f * in[n + stride];
      }
    }
  }
}
