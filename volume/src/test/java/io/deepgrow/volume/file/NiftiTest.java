package io.deepgrow.volume.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Grids;
import io.deepgrow.volume.mask.Mask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NiftiTest {

  private static Volume read(byte[] file) throws IOException {
    return Nifti.read(new ByteArrayInputStream(file), VolumeFileLimits.STANDARD);
  }

  @Property
  void readsEveryTypeInBothByteOrders(
      @ForAll VoxelType type, @ForAll boolean big, @ForAll boolean gzip, @ForAll long seed)
      throws IOException {
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    Random random = new Random(seed);
    GridSize size = Grids.size(random, 8);
    short[] voxels = VoxelBytes.values(type, random, size.arrayLength());
    byte[] file =
        new NiftiBytes(order)
            .dimensions(3, size.i(), size.j(), size.k())
            .type(type)
            .with(VoxelBytes.of(type, order, voxels));
    Volume volume = read(gzip ? VoxelBytes.gzip(file) : file);
    assertThat(volume.size()).isEqualTo(size);
    assertThat(volume.voxels()).isEqualTo(voxels);
  }

  @Property
  void writtenVolumesComeBack(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Volume volume = Grids.noise(random, Grids.oblique(random, Grids.size(random, 9)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Nifti.write(volume, out);
    Volume back = read(out.toByteArray());
    assertThat(back.voxels()).isEqualTo(volume.voxels());
    assertThat(back.geometry().matches(volume.geometry(), 1e-3)).isTrue();
  }

  @Property
  void theWrittenQformSaysTheSameAsTheSform(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Mask mask = Grids.speckle(random, Grids.oblique(random, Grids.size(random, 9)), 0.5);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Nifti.write(mask, out);
    byte[] file = out.toByteArray();
    assertThat(file).hasSize(352 + mask.size().arrayLength());
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort(254, (short) 0);
    Volume byQform = read(file);
    // a = √(1 − b² − c² − d²) of floats loses half its digits near half turns, where a is 0
    double square = 0;
    for (int n = 0; n < 3; n++) {
      square += Math.pow(header.getFloat(256 + 4 * n), 2);
    }
    double tolerance = 1 - square > 0.01 ? 1e-5 : 1e-3;
    for (int axis = 0; axis < 3; axis++) {
      Vector3 written = mask.geometry().direction().axis(axis);
      Vector3 read = byQform.geometry().direction().axis(axis);
      assertThat(read.plus(written.times(-1)).length()).isLessThan(tolerance);
    }
    assertThat(Mask.ofLabel(byQform, 1).sameVoxels(mask)).isTrue();
  }

  @Test
  void turnsRasIntoLps() throws IOException {
    byte[] file =
        NiftiBytes.little()
            .floats(280, 0, -2, 0, 10, /* */ 0.5, 0, 0, 20, /* */ 0, 0, 3, 30)
            .file();
    VolumeGeometry geometry = read(file).geometry();
    assertThat(geometry.origin()).isEqualTo(new PatientPoint(-10, -20, 30));
    assertThat(geometry.spacing()).isEqualTo(new Spacing(0.5, 2, 3));
    assertThat(geometry.direction().i().y()).isEqualTo(-1);
    assertThat(geometry.direction().j().x()).isEqualTo(1);
    assertThat(geometry.direction().k().z()).isEqualTo(1);
  }

  @Test
  void refusesAnSformWhoseStepsAreNotThoseOfPixdim() {
    byte[] file = NiftiBytes.little().floats(80, 3, 3, 5).file();
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            VolumeFileException.class, e -> assertThat(e.code()).isEqualTo("nifti.steps"));
  }

  @Test
  void takesSpacingAloneWhenNoFormIsSet() throws IOException {
    byte[] file = NiftiBytes.little().shorts(252, 0, 0).floats(80, 0.5, 2, 0).file();
    VolumeGeometry geometry = read(file).geometry();
    assertThat(geometry.spacing()).isEqualTo(new Spacing(0.5, 2, 1));
    assertThat(geometry.direction().i().x()).isEqualTo(-1);
    assertThat(geometry.direction().j().y()).isEqualTo(-1);
  }

  @Test
  void metresAndMicronsBecomeMillimetres() throws IOException {
    byte[] metres = NiftiBytes.little().units(1).file();
    byte[] microns = NiftiBytes.little().units(3 | 8).floats(292, 500).file();
    assertThat(read(metres).geometry().spacing()).isEqualTo(Spacing.isotropic(1000));
    assertThat(read(microns).geometry().spacing()).isEqualTo(Spacing.isotropic(0.001));
    assertThat(read(microns).geometry().origin().x()).isEqualTo(-0.5);
  }

  @Test
  void scalesRoundsAndClamps() throws IOException {
    NiftiBytes header =
        NiftiBytes.little().dimensions(3, 6, 1, 1).type(VoxelType.FLOAT32).floats(112, 2, -1024);
    ByteBuffer voxels = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    voxels.putFloat(0).putFloat(0.3f).putFloat(512.25f).putFloat(1e9f).putFloat(-1e9f);
    voxels.putFloat(Float.POSITIVE_INFINITY);
    assertThat(read(header.with(voxels.array())).voxels())
        .containsExactly(-1024, -1023, 0, 32767, -32768, 32767);
  }

  @Test
  void aSlopeOfZeroScalesNothing() throws IOException {
    byte[] voxels = VoxelBytes.of(VoxelType.INT16, ByteOrder.LITTLE_ENDIAN, new short[] {7, -8});
    NiftiBytes header = NiftiBytes.little().dimensions(3, 2, 1, 1);
    assertThat(read(header.floats(112, 0, 50).with(voxels)).voxels()).containsExactly(7, -8);
    assertThat(read(header.floats(112, Double.NaN, 50).with(voxels)).voxels())
        .containsExactly(7, -8);
    assertThat(read(header.floats(112, 1, 50).with(voxels)).voxels()).containsExactly(57, 42);
  }

  @Test
  void wholeNumbersBeyondInt16AreClamped() throws IOException {
    ByteBuffer voxels = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    voxels.putLong(Long.MIN_VALUE).putLong(-1).putLong(99);
    NiftiBytes header = NiftiBytes.little().dimensions(3, 3, 1, 1);
    assertThat(read(header.type(VoxelType.INT64).with(voxels.array())).voxels())
        .containsExactly(-32768, -1, 99);
    assertThat(read(header.type(VoxelType.UINT64).with(voxels.array())).voxels())
        .containsExactly(32767, 32767, 99);
  }

  @Test
  void aFourthAxisOfOneIsNoObstacleAndExtensionsAreSkipped() throws IOException {
    byte[] file =
        NiftiBytes.little()
            .dimensions(5, 2, 1, 1, 1, 1)
            .floats(108, 384)
            .with(
                VoxelBytes.join(
                    new byte[32],
                    VoxelBytes.of(VoxelType.INT16, ByteOrder.LITTLE_ENDIAN, new short[] {3, 4})));
    assertThat(read(file).voxels()).containsExactly(3, 4);
  }

  @Test
  void writesGzipByName(@TempDir Path folder) throws IOException {
    Volume volume = Grids.noise(new Random(5), Grids.unit(new GridSize(50, 40, 30)));
    Path plain = folder.resolve("a.nii");
    Path packed = folder.resolve("a.nii.gz");
    Nifti.write(volume, plain);
    Nifti.write(volume, packed);
    assertThat(Files.size(plain)).isEqualTo(352 + 2 * 60_000);
    assertThat(Files.readAllBytes(packed)).startsWith(0x1f, 0x8b);
    assertThat(Nifti.read(plain).voxels()).isEqualTo(volume.voxels());
    assertThat(Nifti.read(packed).voxels()).isEqualTo(volume.voxels());

    Mask mask = Mask.ofLabel(volume, volume.voxels()[0]);
    Nifti.write(mask, packed);
    assertThat(Mask.ofLabel(Nifti.read(packed), 1).sameVoxels(mask)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"INT16", "INT32", "FLOAT32"})
  void voxelsBeyondTheFirstMillionComeInTheirOrder(VoxelType type) throws IOException {
    GridSize size = new GridSize(128, 128, 70);
    short[] values = new short[size.arrayLength()];
    for (int n = 0; n < values.length; n++) {
      values[n] = (short) (n % 30_011);
    }
    byte[] file =
        NiftiBytes.little()
            .dimensions(3, 128, 128, 70)
            .type(type)
            .with(VoxelBytes.of(type, ByteOrder.LITTLE_ENDIAN, values));
    Volume read = Nifti.read(new ByteArrayInputStream(file), VolumeFileLimits.STANDARD);
    assertThat(read.voxels()).isEqualTo(values);

    byte[] cut = Arrays.copyOf(file, file.length - 1);
    assertThatThrownBy(() -> Nifti.read(new ByteArrayInputStream(cut), VolumeFileLimits.STANDARD))
        .isInstanceOf(VolumeFileException.class)
        .hasMessageContaining((values.length - 1) + " of " + values.length + " voxels");
  }
}
