package io.deepgrow.volume.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Grids;
import io.deepgrow.volume.mask.Mask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are wrong by accident or on purpose. */
class HostileVolumeFilesTest {

  private static final VolumeFileLimits LIMITS = new VolumeFileLimits(1_000_000);

  static Stream<Arguments> niftis() {
    byte[] good = NiftiBytes.little().file();
    byte[] gzip = VoxelBytes.gzip(good);
    byte[] damaged = gzip.clone();
    damaged[gzip.length - 6] ^= 1;
    byte[] noGzip = gzip.clone();
    noGzip[2] = 99;
    return Stream.of(
        Arguments.of("nifti.truncated", new byte[0]),
        Arguments.of("nifti.truncated", Arrays.copyOf(good, 100)),
        Arguments.of("nifti.truncated", Arrays.copyOf(good, 350)),
        Arguments.of("nifti.truncated", Arrays.copyOf(good, good.length - 1)),
        Arguments.of("nifti.truncated", Arrays.copyOf(gzip, 20)),
        Arguments.of("nifti.truncated", Arrays.copyOf(gzip, gzip.length - 12)),
        Arguments.of("nifti.truncated", new byte[] {0x1f, (byte) 0x8b}),
        Arguments.of("nifti.gzip", damaged),
        Arguments.of("nifti.gzip", noGzip),
        Arguments.of("nifti.magic", new byte[400]),
        Arguments.of("nifti.pair", with(345, 'i')),
        Arguments.of("nifti.version", with(0, 540 & 0xFF, 540 >> 8)),
        Arguments.of("nifti.dimensions", NiftiBytes.little().dimensions(0).file()),
        Arguments.of("nifti.dimensions", NiftiBytes.little().dimensions(9).file()),
        Arguments.of("nifti.dimensions", NiftiBytes.little().dimensions(3, 3, -2, 2).file()),
        Arguments.of("nifti.dimensions", NiftiBytes.little().dimensions(3, 3, 0, 2).file()),
        Arguments.of("nifti.dimensions", NiftiBytes.little().dimensions(4, 3, 2, 2, 5).file()),
        Arguments.of("nifti.too_large", NiftiBytes.little().dimensions(3, 101, 100, 100).file()),
        Arguments.of(
            "nifti.too_large", NiftiBytes.little().dimensions(3, 32767, 32767, 32767).file()),
        Arguments.of("nifti.truncated", NiftiBytes.little().dimensions(3, 100, 100, 100).file()),
        Arguments.of("nifti.datatype", NiftiBytes.little().shorts(70, 128).file()),
        Arguments.of("nifti.datatype", NiftiBytes.little().shorts(70, 32).file()),
        Arguments.of("nifti.header", NiftiBytes.little().floats(108, Double.NaN).file()),
        Arguments.of("nifti.header", NiftiBytes.little().floats(108, -352).file()),
        Arguments.of("nifti.header", NiftiBytes.little().floats(108, 1e30).file()),
        Arguments.of("nifti.truncated", NiftiBytes.little().floats(108, 5000).file()),
        Arguments.of("nifti.sheared", NiftiBytes.little().floats(284, 0.3).file()),
        Arguments.of("nifti.orientation", NiftiBytes.little().floats(280, 0).file()),
        Arguments.of("nifti.orientation", NiftiBytes.little().floats(280, Double.NaN).file()),
        Arguments.of(
            "nifti.orientation", NiftiBytes.little().floats(292, Double.POSITIVE_INFINITY).file()),
        Arguments.of(
            "nifti.orientation",
            NiftiBytes.little().shorts(252, 1, 0).floats(256, 0.9, 0.9).file()),
        Arguments.of(
            "nifti.orientation",
            NiftiBytes.little().shorts(252, 1, 0).floats(256, Double.NaN).file()));
  }

  private static byte[] with(int at, int... values) {
    byte[] file = NiftiBytes.little().file();
    for (int n = 0; n < values.length; n++) {
      file[at + n] = (byte) values[n];
    }
    return file;
  }

  @ParameterizedTest
  @MethodSource("niftis")
  void aBadNiftiIsNamed(String code, byte[] file) {
    named(code, () -> Nifti.read(new ByteArrayInputStream(file), LIMITS));
  }

  private static void named(String code, FileErrors.Reading reading) {
    VolumeFileException thrown = catchThrowableOfType(VolumeFileException.class, reading::read);
    assertThat(thrown).as(code).isNotNull();
    assertThat(thrown.code()).as(thrown.getMessage()).isEqualTo(code);
    assertThat(thrown).message().hasSizeGreaterThan(20);
  }

  @Test
  void aVoxelThatIsNotANumberIsNamed() {
    ByteBuffer voxels = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    voxels.putFloat(8, Float.NaN);
    byte[] file = NiftiBytes.little().type(VoxelType.FLOAT32).with(voxels.array());
    named("nifti.nan", () -> Nifti.read(new ByteArrayInputStream(file), LIMITS));
  }

  private static final Map<String, String> FIELDS =
      Map.of(
          "type", "short",
          "endian", "little",
          "dimension", "3",
          "sizes", "3 2 2",
          "encoding", "raw",
          "space", "LPS",
          "space directions", "(1,0,0) (0,1,0) (0,0,1)",
          "space origin", "(0,0,0)");

  /** A good header with one field changed, added or, when the value is empty, left out. */
  private static byte[] nrrd(String field, String value) {
    StringBuilder header = new StringBuilder("NRRD0004\n");
    FIELDS.forEach((f, v) -> header.append(f.equals(field) ? "" : f + ": " + v + "\n"));
    header.append(value.isEmpty() ? "" : field + ": " + value + "\n").append('\n');
    return VoxelBytes.join(header.toString().getBytes(StandardCharsets.ISO_8859_1), new byte[24]);
  }

  static Stream<Arguments> nrrds() {
    byte[] good = nrrd("content", "good");
    return Stream.of(
        Arguments.of("nrrd.magic", new byte[0]),
        Arguments.of("nrrd.magic", new byte[500]),
        Arguments.of("nrrd.magic", "NRRD0009\n".getBytes(StandardCharsets.US_ASCII)),
        Arguments.of("nrrd.truncated", "NRRD0004\n".getBytes(StandardCharsets.US_ASCII)),
        Arguments.of("nrrd.truncated", Arrays.copyOf(good, 60)),
        Arguments.of("nrrd.truncated", Arrays.copyOf(good, good.length - 1)),
        Arguments.of("nrrd.header", nrrd("type", "")),
        Arguments.of("nrrd.header", nrrd("sizes", "")),
        Arguments.of("nrrd.header", nrrd("encoding", "")),
        Arguments.of("nrrd.header", nrrd("endian", "")),
        Arguments.of("nrrd.header", nrrd("endian", "middle")),
        Arguments.of("nrrd.header", nrrd("space directions", "")),
        Arguments.of("nrrd.header", nrrd("space origin", "")),
        Arguments.of("nrrd.header", nrrd("sizes", "3 -2 2")),
        Arguments.of("nrrd.header", nrrd("sizes", "3 0 2")),
        Arguments.of("nrrd.header", nrrd("sizes", "3 99999999999 2")),
        Arguments.of("nrrd.header", nrrd("sizes", "a b c")),
        Arguments.of("nrrd.header", nrrd("byte skip", "-1")),
        Arguments.of("nrrd.header", nrrd("line skip", "99999999")),
        Arguments.of("nrrd.header", nrrd("space origin", "(0,zero,0)")),
        Arguments.of("nrrd.header", nrrd("Type", "short")),
        Arguments.of("nrrd.too_large", nrrd("sizes", "101 100 100")),
        Arguments.of("nrrd.too_large", nrrd("sizes", "2147483647 2147483647 2147483647")),
        Arguments.of("nrrd.truncated", nrrd("sizes", "100 100 100")),
        Arguments.of("nrrd.truncated", nrrd("line skip", "7")),
        Arguments.of("nrrd.truncated", nrrd("byte skip", "1000000")),
        Arguments.of("nrrd.dimensions", nrrd("dimension", "4")),
        Arguments.of("nrrd.dimensions", nrrd("sizes", "3 2")),
        Arguments.of("nrrd.dimensions", nrrd("sizes", "1 3 2 2")),
        Arguments.of("nrrd.dimensions", nrrd("space origin", "(0,0)")),
        Arguments.of("nrrd.dimensions", nrrd("space origin", "0,0,0")),
        Arguments.of("nrrd.dimensions", nrrd("space directions", "none (1,0,0) (0,1,0)")),
        Arguments.of("nrrd.dimensions", nrrd("space directions", "(1,0,0) (0,1,0)")),
        Arguments.of("nrrd.type", nrrd("type", "block")),
        Arguments.of("nrrd.encoding", nrrd("encoding", "bzip2")),
        Arguments.of("nrrd.encoding", nrrd("encoding", "ascii")),
        Arguments.of("nrrd.gzip", nrrd("encoding", "gzip")),
        Arguments.of("nrrd.detached", nrrd("data file", "../../secret.raw")),
        Arguments.of("nrrd.detached", nrrd("datafile", "LIST")),
        Arguments.of("nrrd.units", nrrd("space units", "\"m\" \"m\" \"m\"")),
        Arguments.of("nrrd.space", nrrd("space", "")),
        Arguments.of("nrrd.space", nrrd("space", "scanner-xyz")),
        Arguments.of("nrrd.space", nrrd("space", "left-posterior-superior-time")),
        Arguments.of("nrrd.sheared", nrrd("space directions", "(1,0,0) (0.3,1,0) (0,0,1)")),
        Arguments.of("nrrd.orientation", nrrd("space directions", "(1,0,0) (0,0,0) (0,0,1)")),
        Arguments.of("nrrd.orientation", nrrd("space directions", "(1,0,0) (0,NaN,0) (0,0,1)")),
        Arguments.of("nrrd.orientation", nrrd("space origin", "(0,Infinity,0)")));
  }

  @ParameterizedTest
  @MethodSource("nrrds")
  void aBadNrrdIsNamed(String code, byte[] file) {
    named(code, () -> Nrrd.read(new ByteArrayInputStream(file), LIMITS));
  }

  @Test
  void aHeaderWithoutEndIsCutOff() {
    byte[] file = new byte[2 << 20];
    Arrays.fill(file, (byte) 'x');
    byte[] magic = "NRRD0004\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(magic, 0, file, 0, magic.length);
    named("nrrd.header", () -> Nrrd.read(new ByteArrayInputStream(file), LIMITS));
    for (int n = 99; n < file.length; n += 100) {
      file[n] = '\n';
    }
    named("nrrd.header", () -> Nrrd.read(new ByteArrayInputStream(file), LIMITS));
  }

  @Test
  void aGzipBombIsReadNoFurtherThanTheHeaderPromises() throws IOException {
    // 64 MiB of zeros after a dozen voxels
    byte[] bomb = VoxelBytes.gzip(NiftiBytes.little().with(new byte[64 << 20]));
    assertThat(bomb.length).isLessThan(100_000);
    assertThat(Nifti.read(new ByteArrayInputStream(bomb), LIMITS).voxels()).hasSize(12);
  }

  @Test
  void aPromiseWithinTheLimitTakesNoMemoryUntilItIsKept() {
    byte[] file = NiftiBytes.little().dimensions(3, 800, 800, 800).file();
    long before = allocated();
    named(
        "nifti.truncated",
        () -> Nifti.read(new ByteArrayInputStream(file), VolumeFileLimits.STANDARD));
    assertThat(allocated() - before).isLessThan(16 << 20);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Property(tries = 2000)
  void anyDamageIsReadOrNamed(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    boolean nifti = random.nextBoolean();
    byte[] file = nifti ? NiftiBytes.little().file() : nrrd("content", "good");
    if (random.nextBoolean()) {
      file = VoxelBytes.gzip(file);
    }
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      file[random.nextInt(file.length)] = (byte) random.nextInt(256);
    }
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(file);
      Volume volume = nifti ? Nifti.read(in, LIMITS) : Nrrd.read(in, LIMITS);
      assertThat(volume.voxels().length).isLessThanOrEqualTo(1_000_000);
    } catch (VolumeFileException e) {
      assertThat(e.code()).matches("(nifti|nrrd)\\.[a-z_]+");
    }
  }

  @Test
  void aGridTooLongForNiftiIsNotWritten() {
    Mask mask = Mask.empty(Grids.unit(new GridSize(40_000, 1, 1)));
    VolumeFileException thrown =
        catchThrowableOfType(
            VolumeFileException.class, () -> Nifti.write(mask, OutputStream.nullOutputStream()));
    assertThat(thrown.code()).isEqualTo("nifti.dimensions");
  }
}
