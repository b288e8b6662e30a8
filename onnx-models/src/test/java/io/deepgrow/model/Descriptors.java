package io.deepgrow.model;

import io.deepgrow.volume.grid.GridSize;
import java.util.List;

/** Descriptors for tests. */
public final class Descriptors {

  private static final String ANY_SHA256 = "0123456789abcdef".repeat(4);

  private Descriptors() {}

  public static ModelDescriptor zoom() {
    return with(new CropSettings.Zoom(96, 1.3, 1.5, 2, 0.01), ANY_SHA256);
  }

  /** A model called {@code id} on an 8³ grid whose graph has these bytes. */
  public static ModelDescriptor tiny(String id, byte[] graph) {
    return of(
        id, GridSize.cube(8), new CropSettings.Zoom(96, 1.3, 1.5, 2, 0.01), Checksum.sha256(graph));
  }

  public static ModelDescriptor with(CropSettings crop, String sha256) {
    return of("compact", GridSize.cube(96), crop, sha256);
  }

  private static ModelDescriptor of(String id, GridSize grid, CropSettings crop, String sha256) {
    return new ModelDescriptor(
        id,
        "1.0.0",
        "Compact model",
        "compact-unet 24,48,96,192",
        "image",
        "logits",
        List.of(InputChannel.IMAGE, InputChannel.POSITIVE, InputChannel.NEGATIVE),
        grid,
        new Intensity(40, 200, -3, 3),
        new GuidanceSettings(2, GuidanceSettings.Combine.MAX),
        crop,
        Orientation.ANY,
        Activation.SIGMOID,
        0.5,
        List.of("spleen"),
        "Apache-2.0",
        "generated phantoms",
        "research, not for diagnosis",
        sha256,
        new TrainingRecord(
            "deepgrow train --seed 1",
            1,
            200,
            60.5,
            List.of(new TrainingRecord.Point(100, 0.9, 0.4))));
  }
}
