package io.deepgrow.volume.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Plane;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class OverlayImageTest {

  private static final int RED = 0xFF0000;

  private final VolumeGeometry grid =
      VolumeGeometry.axial(new GridSize(8, 6, 4), new Spacing(1, 1, 3));
  private final Volume volume = Volume.of(grid, filled((short) 40));
  private final OverlayImage overlay = new OverlayImage(volume, GreyWindow.ABDOMEN);

  private short[] filled(short value) {
    short[] voxels = new short[grid.size().arrayLength()];
    Arrays.fill(voxels, value);
    return voxels;
  }

  private Mask cube(int from, int to) {
    Mask mask = Mask.empty(grid);
    for (int k = 0; k < 4; k++) {
      for (int j = from; j < to; j++) {
        for (int i = from; i < to; i++) {
          mask.set(new VoxelIndex(i, j, k), true);
        }
      }
    }
    return mask;
  }

  @Test
  void paintsEachMaskOverThoseBeforeIt() {
    int blue = 0x0000FF;

    BufferedImage image =
        overlay.render(
            List.of(
                new OverlayImage.Painted(cube(1, 4), RED),
                new OverlayImage.Painted(cube(3, 5), blue)),
            Plane.AXIAL,
            1);

    assertThat(image.getRGB(1, 1) & 0xFFFFFF).isEqualTo(RED);
    assertThat(image.getRGB(3, 3) & 0xFFFFFF).isEqualTo(blue);
    assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x808080);
  }

  @Test
  void outlinesTheMaskAndTintsItsInside() {
    BufferedImage image = overlay.render(cube(1, 4), Plane.AXIAL, 2, RED);

    assertThat(image.getWidth()).isEqualTo(8);
    assertThat(image.getHeight()).isEqualTo(6);
    assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x808080);
    assertThat(image.getRGB(1, 1) & 0xFFFFFF).isEqualTo(RED);
    int inside = image.getRGB(2, 2) & 0xFFFFFF;
    assertThat(inside >> 16).isGreaterThan(0x80).isLessThan(0xFF);
    assertThat(inside & 0xFF).isLessThan(0x80);
  }

  @Test
  void keepsMillimetresSquareAcrossThickSlices() {
    BufferedImage coronal = overlay.render(cube(1, 4), Plane.CORONAL, 2, RED);

    assertThat(coronal.getWidth()).isEqualTo(8);
    assertThat(coronal.getHeight()).isEqualTo(12);
  }

  @Test
  void putsTheLastSliceOnTopOfACoronalCut() {
    Mask mask = Mask.empty(grid);
    mask.set(new VoxelIndex(3, 2, 3), true);

    BufferedImage coronal = overlay.render(mask, Plane.CORONAL, 2, RED);

    assertThat(coronal.getRGB(3, 0) & 0xFFFFFF).isEqualTo(RED);
    assertThat(coronal.getRGB(3, 11) & 0xFFFFFF).isEqualTo(0x808080);
  }

  @Test
  void showsThreePlanesSideBySideAsPng() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OverlayImage.writePng(overlay.renderThrough(cube(1, 4), new VoxelIndex(2, 2, 2), RED), out);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(read.getWidth()).isEqualTo(8 + 8 + 6);
    assertThat(read.getHeight()).isEqualTo(12);
  }

  @Test
  void refusesACutThatDoesNotExist() {
    assertThatThrownBy(() -> overlay.render(cube(1, 4), Plane.SAGITTAL, 8, RED))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("8 of 8");
  }

  @Test
  void mapsTheWindowToGreyLevels() {
    assertThat(GreyWindow.ABDOMEN.grey(-160)).isZero();
    assertThat(GreyWindow.ABDOMEN.grey(-1000)).isZero();
    assertThat(GreyWindow.ABDOMEN.grey(240)).isEqualTo(255);
    assertThatThrownBy(() -> new GreyWindow(40, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
