package io.deepgrow.volume.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Grids;
import io.deepgrow.volume.mask.Mask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NrrdTest {

  private static final byte[] TWO =
      VoxelBytes.of(VoxelType.INT16, ByteOrder.LITTLE_ENDIAN, new short[] {3, -4});

  private static Volume read(byte[] file) throws IOException {
    return Nrrd.read(new ByteArrayInputStream(file), VolumeFileLimits.STANDARD);
  }

  private static byte[] file(String header, byte[] voxels) {
    return VoxelBytes.join(header.getBytes(StandardCharsets.ISO_8859_1), voxels);
  }

  private static final String PLACE =
      "space: LPS\nspace directions: (1,0,0) (0,1,0) (0,0,1)\nspace origin: (0,0,0)\n";
  private static final String SHORTS =
      "NRRD0004\ntype: short\nendian: little\ndimension: 3\nsizes: 2 1 1\nencoding: raw\n";

  @Property
  void readsEveryTypeInBothByteOrders(
      @ForAll VoxelType type, @ForAll boolean big, @ForAll boolean gzip, @ForAll long seed)
      throws IOException {
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    Random random = new Random(seed);
    GridSize size = Grids.size(random, 8);
    short[] voxels = VoxelBytes.values(type, random, size.arrayLength());
    String header =
        "NRRD0005\ntype: %s\nendian: %s\ndimension: 3\nsizes: %d %d %d\nencoding: %s\n%s\n"
            .formatted(
                NrrdTypes.name(type),
                big ? "big" : "little",
                size.i(),
                size.j(),
                size.k(),
                gzip ? "gzip" : "raw",
                PLACE);
    byte[] bytes = VoxelBytes.of(type, order, voxels);
    Volume volume = read(file(header, gzip ? VoxelBytes.gzip(bytes) : bytes));
    assertThat(volume.size()).isEqualTo(size);
    assertThat(volume.voxels()).isEqualTo(voxels);
  }

  @Property
  void writtenVolumesAndMasksComeBack(@ForAll long seed, @ForAll NrrdEncoding encoding)
      throws IOException {
    Random random = new Random(seed);
    Volume volume = Grids.noise(random, Grids.oblique(random, Grids.size(random, 9)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Nrrd.write(volume, out, encoding);
    Volume back = read(out.toByteArray());
    assertThat(back.voxels()).isEqualTo(volume.voxels());
    assertThat(back.geometry().matches(volume.geometry(), 1e-9)).isTrue();

    Mask mask = Grids.speckle(random, volume.geometry(), 0.5);
    out.reset();
    Nrrd.write(mask, out, encoding);
    assertThat(Mask.ofLabel(read(out.toByteArray()), 1).sameVoxels(mask)).isTrue();
  }

  @Test
  void writesFiles(@TempDir Path folder) throws IOException {
    Volume volume = Grids.noise(new Random(5), Grids.unit(new GridSize(50, 40, 30)));
    Path file = folder.resolve("a.nrrd");
    Nrrd.write(volume, file);
    assertThat(Nrrd.read(file).voxels()).isEqualTo(volume.voxels());
    Mask mask = Mask.ofLabel(volume, volume.voxels()[0]);
    Nrrd.write(mask, file);
    assertThat(Mask.ofLabel(Nrrd.read(file), 1).sameVoxels(mask)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "LPS, 1, 1",
    "left-posterior-superior, 1, 1",
    "Right-Anterior-Superior, -1, -1",
    "RAS, -1, -1",
    "LAS, 1, -1",
    "left-anterior-superior, 1, -1"
  })
  void everyAnatomicalSpaceBecomesLps(String space, int x, int y) throws IOException {
    String place =
        "space: "
            + space
            + "\nspace directions: (2,0,0) (0,-3,0) (0,0,4)\nspace origin: (10,20,30)\n\n";
    VolumeGeometry geometry = read(file(SHORTS + place, TWO)).geometry();
    assertThat(geometry.spacing()).isEqualTo(new Spacing(2, 3, 4));
    assertThat(geometry.origin()).isEqualTo(new PatientPoint(10 * x, 20 * y, 30));
    assertThat(geometry.direction().i().x()).isEqualTo(x);
    assertThat(geometry.direction().j().y()).isEqualTo(-y);
    assertThat(geometry.direction().k().z()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# a comment\n",
        "Segment0_Name:=Liver: the largest\n",
        "kinds: domain domain domain\nspace units: \"mm\" \"mm\" \"mm\"\n",
        "content: phantom\nold min: -5\n",
        "measurement frame: (1,0,0) (0,1,0) (0,0,1)\n"
      })
  void otherLinesDoNotMatter(String lines) throws IOException {
    assertThat(read(file(SHORTS + lines + PLACE + "\n", TWO)).voxels()).containsExactly(3, -4);
  }

  @Test
  void windowsLineEndsAndOtherNamesOfFieldsAreUnderstood() throws IOException {
    String header =
        "NRRD0004\ntype: signed short int\nEndian: little\nDIMENSION: 3\nsizes:  2  1 1 \n"
            + "encoding: RAW\n"
            + PLACE
            + "\n";
    assertThat(read(file(header.replace("\n", "\r\n"), TWO)).voxels()).containsExactly(3, -4);
  }

  @Test
  void skipsLinesBeforeAndBytesAfterUnpacking() throws IOException {
    byte[] skipped = "one\ntwo\nxyz".getBytes(StandardCharsets.US_ASCII);
    String raw = SHORTS + "line skip: 2\nbyte skip: 3\n" + PLACE + "\n";
    assertThat(read(file(raw, VoxelBytes.join(skipped, TWO))).voxels()).containsExactly(3, -4);

    String packed = raw.replace("encoding: raw", "encoding: gz");
    byte[] lines = "one\ntwo\n".getBytes(StandardCharsets.US_ASCII);
    byte[] gzip = VoxelBytes.gzip(VoxelBytes.join(new byte[3], TWO));
    assertThat(read(file(packed, VoxelBytes.join(lines, gzip))).voxels()).containsExactly(3, -4);
  }
}
