package io.deepgrow.inference.crop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.CropSettings.Fill;
import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.resample.Resample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The one pass over the source voxels against the same steps taken one after the other. */
class WindowViewTest {

  private static final float AIR = -1024;

  /** A random volume, model and clicks; the model takes the volume's own axes. */
  private static final class Scene {
    final Volume volume;
    final CropSettings.Window window;
    final GridSize grid;
    final List<Click> clicks = new ArrayList<>();
    final View view;

    Scene(Random random, Fill fill) {
      GridSize size = size(random, 24);
      volume = noise(random, VolumeGeometry.axial(size, spacing(random)));
      window = new CropSettings.Window(spacing(random), random.nextInt(6), fill);
      grid = size(random, 16);
      for (int n = 0; n <= random.nextInt(3); n++) {
        clicks.add(new Click(ClickKind.POSITIVE, size.voxel(random.nextInt(size.arrayLength()))));
      }
      view =
          new WindowPlan(window, Orientation.ANY, grid)
              .first(volume.geometry(), clicks, Optional.empty());
    }

    private static GridSize size(Random random, int most) {
      return new GridSize(
          1 + random.nextInt(most), 1 + random.nextInt(most), 1 + random.nextInt(most));
    }

    private static Spacing spacing(Random random) {
      return new Spacing(
          0.5 + random.nextDouble(), 0.5 + random.nextDouble(), 0.7 + 2 * random.nextDouble());
    }

    /** The window's start and length at the model's spacing, from where it lies in the volume. */
    int[] span(int axis) {
      double step = volume.geometry().spacing().component(axis) / window.spacing().component(axis);
      Crop crop = view.crop();
      return new int[] {
        (int) Math.rint(crop.low(axis) * step + 0.5),
        (int) Math.rint((crop.high(axis) - crop.low(axis)) * step)
      };
    }

    GridSize spanSize() {
      return new GridSize(span(0)[1], span(1)[1], span(2)[1]);
    }
  }

  private static Volume noise(Random random, VolumeGeometry geometry) {
    short[] voxels = new short[geometry.size().arrayLength()];
    for (int n = 0; n < voxels.length; n++) {
      voxels[n] = (short) (random.nextInt(2000) - 1000);
    }
    return Volume.of(geometry, voxels);
  }

  private static FloatGrid floats(Volume volume) {
    float[] values = new float[volume.size().arrayLength()];
    for (int n = 0; n < values.length; n++) {
      values[n] = volume.voxels()[n];
    }
    return FloatGrid.of(volume.size(), values);
  }

  @Property
  void samplesAsRespacingThenCuttingThenAveragingDoes(@ForAll long seed, @ForAll Fill fill) {
    Scene scene = new Scene(new Random(seed), fill);
    FloatGrid respaced =
        Resample.toSpacing(
            floats(scene.volume), scene.volume.geometry().spacing(), scene.window.spacing());
    FloatGrid cut = FloatGrid.zeros(scene.spanSize());
    for (int n = 0; n < cut.values().length; n++) {
      VoxelIndex v = cut.size().voxel(n).plus(scene.span(0)[0], scene.span(1)[0], scene.span(2)[0]);
      cut.values()[n] =
          respaced.size().contains(v) ? respaced.values()[respaced.size().flat(v)] : AIR;
    }
    float[] expected = Resample.area(cut, scene.grid).values();

    float[] sampled = scene.view.sample(scene.volume);

    for (int n = 0; n < expected.length; n++) {
      assertThat(sampled[n]).isCloseTo(expected[n], within(2e-3f));
    }
  }

  @Property
  void restoresAsResizingThenPastingThenRespacingDoes(@ForAll long seed, @ForAll Fill fill) {
    Random random = new Random(seed);
    Scene scene = new Scene(random, fill);
    float[] logits = new float[scene.grid.arrayLength()];
    for (int n = 0; n < logits.length; n++) {
      logits[n] = random.nextBoolean() ? 1 : -1;
    }
    FloatGrid cut = Resample.nearest(FloatGrid.of(scene.grid, logits), scene.spanSize());
    Mask respaced = Mask.empty(Resample.respaced(scene.volume.geometry(), scene.window.spacing()));
    for (int n = 0; n < cut.values().length; n++) {
      VoxelIndex v = cut.size().voxel(n).plus(scene.span(0)[0], scene.span(1)[0], scene.span(2)[0]);
      if (respaced.size().contains(v) && cut.values()[n] > 0) {
        respaced.set(v, true);
      }
    }

    Mask mask = Mask.empty(scene.volume.geometry());
    scene.view.restore(logits, 0.5f, mask);

    assertThat(mask.sameVoxels(Resample.restoreSpacing(respaced, scene.volume.geometry())))
        .isTrue();
  }

  @Property
  void everyClickIsInTheWindowAndNearTheNetworkVoxelItGoesTo(@ForAll long seed, @ForAll Fill fill) {
    Scene scene = new Scene(new Random(seed), fill);
    Crop crop = scene.view.crop();
    for (Click click : scene.clicks) {
      VoxelIndex at = scene.view.toNetwork(click.voxel());
      assertThat(scene.grid.contains(at)).isTrue();
      for (int axis = 0; axis < 3; axis++) {
        double centre = crop.low(axis) + (at.component(axis) + 0.5) * crop.step(axis);
        double respaced =
            scene.window.spacing().component(axis)
                / scene.volume.geometry().spacing().component(axis);
        // half a network voxel and the respaced voxel it was rounded to; at the end the last one
        assertThat(Math.abs(click.voxel().component(axis) - centre))
            .isLessThanOrEqualTo(crop.step(axis) / 2 + respaced + 1e-9);
      }
    }
  }

  @Property
  void thePatientPlaceOfTheWindowDoesNotDependOnHowTheVolumeIsStored(@ForAll long seed) {
    Random random = new Random(seed);
    Scene scene = new Scene(random, Fill.STRETCH);
    Stored stored = Stored.all(scene.volume).get(random.nextInt(48));
    WindowPlan lps = new WindowPlan(scene.window, Orientation.LPS, scene.grid);

    View view =
        lps.first(stored.volume().geometry(), stored.clicks(scene.clicks), Optional.empty());

    float[] expected = scene.view.sample(scene.volume);
    float[] sampled = view.sample(stored.volume());
    for (int n = 0; n < expected.length; n++) {
      assertThat(sampled[n]).isCloseTo(expected[n], within(2e-3f));
    }
    ContinuousIndex[] corners = {corner(view.crop(), false), corner(view.crop(), true)};
    List<ContinuousIndex> there =
        Arrays.stream(corners)
            .map(c -> scene.volume.geometry().toIndex(stored.volume().geometry().toPatient(c)))
            .toList();
    for (int axis = 0; axis < 3; axis++) {
      double a = component(there.get(0), axis);
      double b = component(there.get(1), axis);
      assertThat(Math.min(a, b)).isCloseTo(scene.view.crop().low(axis), within(1e-6));
      assertThat(Math.max(a, b)).isCloseTo(scene.view.crop().high(axis), within(1e-6));
    }
  }

  private static ContinuousIndex corner(Crop crop, boolean high) {
    return high ? new ContinuousIndex(crop.high(0), crop.high(1), crop.high(2)) : crop.low();
  }

  private static double component(ContinuousIndex index, int axis) {
    return axis == 0 ? index.i() : axis == 1 ? index.j() : index.k();
  }
}
