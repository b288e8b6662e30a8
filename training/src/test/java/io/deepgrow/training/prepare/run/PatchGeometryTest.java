package io.deepgrow.training.prepare.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.example.Example;
import io.deepgrow.model.Orientation;
import io.deepgrow.training.prepare.patch.CutSettings;
import io.deepgrow.training.prepare.patch.DatasetIndex;
import io.deepgrow.training.prepare.patch.PatchCutter;
import io.deepgrow.training.prepare.patch.PatchRecord;
import io.deepgrow.training.prepare.patch.PreparedDataset;
import io.deepgrow.training.prepare.patch.TargetSpacing;
import io.deepgrow.training.prepare.source.LabelLayer;
import io.deepgrow.training.prepare.source.Listing;
import io.deepgrow.training.prepare.source.LoadedCase;
import io.deepgrow.training.prepare.source.SourceCase;
import io.deepgrow.training.prepare.source.SourceFiles;
import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Patch voxels lie where the source had them. */
class PatchGeometryTest {

  /** A case that is already in memory. */
  private record Given(Volume image, Volume labels) implements SourceCase {

    @Override
    public String id() {
      return "case";
    }

    @Override
    public String group() {
      return "case";
    }

    @Override
    public SourceFiles files() {
      return new SourceFiles("image", "sha256:1", List.of("label"), "sha256:2");
    }

    @Override
    public LoadedCase load() {
      return new LoadedCase(image, List.of(LabelLayer.of(labels, List.of())));
    }
  }

  @Property(tries = 40)
  void mapsPatchVoxelsBackToWhereTheyWere(
      @ForAll @DoubleRange(min = 1, max = 4) double mm,
      @ForAll @IntRange(min = 8, max = 24) int edge,
      @ForAll @IntRange(max = 6) int margin,
      @ForAll @IntRange(max = 20) int at,
      @ForAll Orientation orientation,
      @ForAll boolean flipped,
      @ForAll boolean tile)
      throws Exception {
    VolumeGeometry grid = Samples.geometry(flipped ? Samples.LAS : Direction.IDENTITY);
    Volume image = Samples.image(grid);
    Volume labels = Volume.of(grid, new short[grid.size().arrayLength()]);
    VoxelBox box = VoxelBox.of(new VoxelIndex(at, at / 2, at / 4), new GridSize(7 + at % 2, 8, 6));
    Samples.paint(labels, box, 1);
    CutSettings cut =
        new CutSettings(new TargetSpacing(mm, mm, 0), edge, margin, tile, orientation);
    Path out = Files.createTempDirectory(Path.of("target"), "patch");

    DatasetIndex index =
        new Preparation(PrepareSettings.card().with(cut), out, PrepareProgress.none())
            .run(new Listing("given", List.of(new Given(image, labels)), List.of()));

    PreparedDataset dataset = PreparedDataset.open(out);
    assertThat(dataset.index()).isEqualTo(index);
    for (PatchRecord record : dataset.training()) {
      check(dataset.load(record), tolerance(record), image, labels);
    }
    delete(out);
  }

  private static void check(Example example, double tolerance, Volume image, Volume labels) {
    VolumeGeometry grid = example.volume().geometry();
    for (int flat = 0; flat < grid.size().arrayLength(); flat += 7) {
      VoxelIndex voxel = grid.size().voxel(flat);
      PatientPoint place = grid.toPatient(voxel);
      ContinuousIndex source = image.geometry().toIndex(place);
      if (example.volume().at(voxel) == PatchCutter.AIR || isRim(source)) {
        continue;
      }
      assertThat((double) example.volume().at(voxel))
          .isCloseTo(Samples.hu(place), within(tolerance));
      // away from the label's surface the mask must be the label itself
      if (isUniform(labels, source, grid)) {
        assertThat(example.mask().get(voxel)).isEqualTo(labels.at(source.nearest()) == 1);
      }
    }
  }

  /** Three times rounding, and half a voxel along axes that adaptive bins shrink. */
  private static double tolerance(PatchRecord record) {
    double tolerance = 1.51;
    for (int axis = 0; axis < 3; axis++) {
      double mm = record.spacing().component(axis);
      if (record.geometry().spacing().component(axis) > mm) {
        Vector3 step = record.geometry().direction().axis(axis).times(mm / 2);
        PatientPoint zero = new PatientPoint(0, 0, 0);
        tolerance += Math.abs(Samples.hu(zero.plus(step)) - Samples.hu(zero));
      }
    }
    return tolerance;
  }

  private static boolean isRim(ContinuousIndex index) {
    GridSize size = Samples.SIZE;
    return index.i() < 1
        || index.j() < 1
        || index.k() < 0
        || index.i() > size.i() - 2
        || index.j() > size.j() - 2
        || index.k() > size.k() - 1;
  }

  private static boolean isUniform(Volume labels, ContinuousIndex at, VolumeGeometry patch) {
    int reach = 2 + (int) Math.ceil(Math.max(patch.spacing().i(), patch.spacing().k()) / 1.5);
    VoxelIndex c = at.nearest();
    for (int k = c.k() - reach; k <= c.k() + reach; k++) {
      for (int j = c.j() - reach; j <= c.j() + reach; j++) {
        for (int i = c.i() - reach; i <= c.i() + reach; i++) {
          VoxelIndex voxel = new VoxelIndex(i, j, k);
          if (labels.size().contains(voxel) && labels.at(voxel) != labels.at(c)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
