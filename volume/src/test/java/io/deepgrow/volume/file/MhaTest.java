package io.deepgrow.volume.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelIndex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MetaImage: what ITK writes is read, and nothing that lies is believed. */
class MhaTest {

  private static Volume read(MhaBytes file) throws IOException {
    return read(file.bytes());
  }

  private static Volume read(byte[] bytes) throws IOException {
    return Mha.read(new ByteArrayInputStream(bytes), new VolumeFileLimits(1 << 20));
  }

  private static void refused(MhaBytes file, String code) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            VolumeFileException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void voxelsComeIFastestAndTheGridIsLps() throws IOException {
    Volume volume = read(MhaBytes.numbered());

    assertThat(volume.size()).isEqualTo(new GridSize(2, 3, 4));
    assertThat(volume.at(1, 0, 0)).isEqualTo((short) 1);
    assertThat(volume.at(0, 1, 0)).isEqualTo((short) 2);
    assertThat(volume.at(1, 2, 3)).isEqualTo((short) 23);
    assertThat(volume.geometry().spacing()).isEqualTo(new Spacing(0.5, 0.75, 2.5));
    assertThat(volume.geometry().origin()).isEqualTo(new PatientPoint(-10, 20, 30.5));
    assertThat(volume.geometry().direction()).isEqualTo(Direction.IDENTITY);
  }

  @Test
  void deflatedVoxelsAreTheSame() throws IOException {
    Volume plain = read(MhaBytes.numbered());
    Volume deflated = read(MhaBytes.numbered().deflated());
    assertThat(deflated.voxels()).isEqualTo(plain.voxels());
    assertThat(deflated.geometry()).isEqualTo(plain.geometry());
  }

  @Test
  void rowsOfTheMatrixAreTheDirectionsOfTheAxes() throws IOException {
    Volume turned = read(MhaBytes.numbered().with("TransformMatrix", "0 1 0 -1 0 0 0 0 1"));
    assertThat(turned.geometry().direction().i()).isEqualTo(new Vector3(0, 1, 0));
    assertThat(turned.geometry().direction().j().x()).isCloseTo(-1, within(1e-12));
    assertThat(turned.geometry().toPatient(new VoxelIndex(1, 0, 0)).y())
        .isCloseTo(20.5, within(1e-12));
  }

  @Test
  void olderNamesOfFieldsAreKnown() throws IOException {
    Volume volume =
        read(
            MhaBytes.numbered()
                .without("Offset")
                .without("TransformMatrix")
                .without("ElementSpacing")
                .without("ElementDataFile")
                .with("Position", "1 2 3")
                .with("ElementSize", "1 1 2")
                .with("ElementDataFile", "LOCAL"));
    assertThat(volume.geometry().origin()).isEqualTo(new PatientPoint(1, 2, 3));
    assertThat(volume.geometry().spacing().k()).isEqualTo(2);
  }

  @Test
  void bigEndianAndRealVoxelsAreRoundedIntoTheSameUnits() throws IOException {
    ByteBuffer big = ByteBuffer.allocate(96).order(ByteOrder.BIG_ENDIAN);
    for (int n = 0; n < 24; n++) {
      big.putFloat(n * 100.4f);
    }
    Volume volume =
        read(
            MhaBytes.numbered()
                .with("ElementType", "MET_FLOAT")
                .with("BinaryDataByteOrderMSB", "True")
                .data(big.array()));
    assertThat(volume.at(1, 0, 0)).isEqualTo((short) 100);
    assertThat(volume.at(1, 2, 3)).isEqualTo((short) 2309);
  }

  @Test
  void aPathIsReadLikeAStream(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.mha"), MhaBytes.numbered().bytes());
    assertThat(Mha.read(file, VolumeFileLimits.STANDARD).voxels())
        .isEqualTo(read(MhaBytes.numbered()).voxels());
  }

  @Test
  void everyDefectHasItsName() {
    refused(MhaBytes.numbered().with("ObjectType", "Mesh"), "mha.header");
    refused(MhaBytes.numbered().with("NDims", "2"), "mha.dimensions");
    refused(
        MhaBytes.numbered()
            .with("ElementNumberOfChannels", "3")
            .without("ElementDataFile")
            .with("ElementDataFile", "LOCAL"),
        "mha.dimensions");
    refused(MhaBytes.numbered().with("ElementDataFile", "voxels.raw"), "mha.detached");
    refused(MhaBytes.numbered().with("ElementDataFile", "../../secret"), "mha.detached");
    refused(MhaBytes.numbered().with("BinaryData", "False"), "mha.encoding");
    refused(
        MhaBytes.numbered()
            .with("HeaderSize", "100")
            .without("ElementDataFile")
            .with("ElementDataFile", "LOCAL"),
        "mha.header");
    refused(MhaBytes.numbered().with("ElementType", "MET_STRING"), "mha.datatype");
    refused(MhaBytes.numbered().with("ElementSpacing", "0 1 1"), "mha.orientation");
    refused(MhaBytes.numbered().with("ElementSpacing", "NaN 1 1"), "mha.orientation");
    refused(MhaBytes.numbered().with("TransformMatrix", "1 0 0 0.5 1 0 0 0 1"), "mha.sheared");
    refused(MhaBytes.numbered().with("Offset", "1 2"), "mha.header");
    refused(MhaBytes.numbered().with("Offset", "1 2 x"), "mha.header");
  }

  @Test
  void aHeaderThatLiesAboutItsSizeCostsNothing() {
    refused(MhaBytes.numbered().with("DimSize", "2000000 2000000 2000000"), "mha.too_large");
    refused(MhaBytes.numbered().with("DimSize", "100 100 101"), "mha.truncated");
    refused(MhaBytes.numbered().with("DimSize", "1e300 1 1"), "mha.dimensions");
    refused(MhaBytes.numbered().with("DimSize", "0 3 4"), "mha.dimensions");
    refused(MhaBytes.numbered().with("DimSize", "-2 3 4"), "mha.dimensions");
    refused(MhaBytes.numbered().with("DimSize", "2.5 3 4"), "mha.dimensions");
  }

  @Test
  void damagedDataAreNamed() {
    refused(MhaBytes.numbered().deflated().data(new byte[] {1, 2, 3, 4, 5}), "mha.gzip");
    byte[] whole = MhaBytes.numbered().bytes();
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1)))
        .hasMessageContaining("ends after");
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, 40)))
        .isInstanceOf(VolumeFileException.class);
    assertThatThrownBy(() -> read(new byte[] {0, 1, 2, 3}))
        .isInstanceOfSatisfying(
            VolumeFileException.class, e -> assertThat(e.code()).isEqualTo("mha.magic"));
    assertThatThrownBy(
            () ->
                read(
                    "ObjectType = Image\nObjectType = Image\n"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .hasMessageContaining("twice");
  }

  @Property(tries = 300)
  void noSingleDamagedByteGetsPastTheReader(
      @ForAll @IntRange(min = 0, max = 330) int at, @ForAll byte value) {
    byte[] bytes = MhaBytes.numbered().deflated().bytes();
    bytes[Math.min(at, bytes.length - 1)] = value;
    try {
      assertThat(read(bytes).voxels()).hasSizeLessThanOrEqualTo(1 << 20);
    } catch (IOException e) {
      assertThat(e).isInstanceOf(VolumeFileException.class);
    }
  }
}
