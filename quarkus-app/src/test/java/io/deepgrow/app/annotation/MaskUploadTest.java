package io.deepgrow.app.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskUploadTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(10, 8, 6), new Spacing(1, 1, 2));

  private static Mask read(@Nullable String start, @Nullable String end, int bytes) {
    return new MaskUpload(start, end, new ByteArrayInputStream(new byte[bytes])).in(GRID);
  }

  private static void refused(@Nullable String start, @Nullable String end, int bytes, String why) {
    assertThatThrownBy(() -> read(start, end, bytes))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MASK_MALFORMED))
        .hasMessageContaining(why);
  }

  @Test
  void whatWasGivenComesBackVoxelByVoxel() {
    Random random = new Random(1);
    Mask mask = Mask.empty(GRID);
    VoxelBox box = new VoxelBox(new VoxelIndex(2, 1, 3), new VoxelIndex(9, 8, 6));
    for (int n = 0; n < 60; n++) {
      mask.set(
          new VoxelIndex(2 + random.nextInt(7), 1 + random.nextInt(7), 3 + random.nextInt(3)),
          true);
    }

    Mask back =
        new MaskUpload(" 2,1,3 ", "9,8,6", new ByteArrayInputStream(mask.packedBits(box))).in(GRID);

    assertThat(back.sameVoxels(mask)).isTrue();
  }

  @Test
  void withoutABoxTheMaskIsEmptyAndSoIsTheBody() {
    assertThat(read(null, null, 0).isEmpty()).isTrue();
    refused(null, null, 1, "0 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1,2", "1,2,3,4", "-1,0,0", "1.5,0,0", "a,b,c", "1234567,0,0", "1, 2, 3"})
  void aCornerIsThreeNumbersAndSaysWhichHeaderIsNot(String corner) {
    refused(corner, "9,8,6", 0, "Mask-Box-Start");
    refused("0,0,0", corner, 0, "Mask-Box-End");
  }

  @Test
  void oneCornerAloneIsNoBox() {
    refused("0,0,0", null, 0, "Mask-Box-End");
    refused(null, "9,8,6", 0, "Mask-Box-Start");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"3,3,3|3,4,4", "3,3,3|4,3,4", "3,3,3|4,4,3", "5,5,5|1,1,1"})
  void aBoxWithoutAVoxelIsNone(String start, String end) {
    refused(start, end, 1, "on every axis");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11,8,6", "10,9,6", "10,8,7", "999999,999999,999999"})
  void aBoxThatLeavesTheVolumeIsRefusedBeforeItsBitsAreRead(String end) {
    assertThatThrownBy(
            () ->
                new MaskUpload(
                        "0,0,0",
                        end,
                        new InputStream() {
                          @Override
                          public int read() {
                            throw new AssertionError("nobody may read this");
                          }

                          @Override
                          public int read(byte[] bytes, int offset, int length) {
                            return read();
                          }
                        })
                    .in(GRID))
        .hasMessageContaining("leaves the volume");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 59, 61, 1000})
  void oneBitForEachVoxelOfTheBoxAndNoMore(int bytes) {
    refused("0,0,0", "10,8,6", bytes, "60 bytes");
  }

  @Test
  void theLastByteIsFilledUp() {
    assertThat(read("0,0,0", "3,3,1", 2).isEmpty()).isTrue();
    refused("0,0,0", "3,3,1", 1, "2 bytes");
  }

  @Test
  void aConnectionThatBreaksIsToldAsSuch() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
          }
        };

    assertThatThrownBy(() -> new MaskUpload("0,0,0", "1,1,1", broken).in(GRID))
        .isInstanceOf(ApiException.class)
        .hasMessage("The body ended early");
  }
}
