package io.deepgrow.dimse.web;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.GatewayException.Code;
import java.util.Arrays;
import java.util.Map;

/** Single frames of an object, as they are stored (PS3.18 10.4.1.1.6). */
final class Frames {

  private static final String PREFIX = "1.2.840.10008.1.2.";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry(PREFIX + "5", "image/dicom-rle"),
          Map.entry(PREFIX + "4.50", "image/jpeg"),
          Map.entry(PREFIX + "4.51", "image/jpeg"),
          Map.entry(PREFIX + "4.57", "image/jpeg"),
          Map.entry(PREFIX + "4.70", "image/jpeg"),
          Map.entry(PREFIX + "4.80", "image/jls"),
          Map.entry(PREFIX + "4.81", "image/jls"),
          Map.entry(PREFIX + "4.90", "image/jp2"),
          Map.entry(PREFIX + "4.91", "image/jp2"),
          Map.entry(PREFIX + "4.201", "image/jphc"),
          Map.entry(PREFIX + "4.202", "image/jphc"),
          Map.entry(PREFIX + "4.203", "image/jphc"));

  private Frames() {}

  /** The media type of the frames of an object. */
  static String type(DicomFile file) {
    return TYPES.getOrDefault(file.syntax().uid(), "application/octet-stream");
  }

  /**
   * A frame.
   *
   * @param number from 1
   * @throws GatewayException {@code gateway.not_found} when there are fewer
   */
  static byte[] of(DicomFile file, int number) {
    PixelData pixels = file.pixelData();
    DicomObject object = file.dataSet();
    int frames =
        pixels.isEncapsulated()
            ? pixels.fragments().size()
            : object.integer(Tag.NUMBER_OF_FRAMES).orElse(1);
    if (number < 1 || number > frames || pixels.isEmpty()) {
      throw new GatewayException(
          Code.NOT_FOUND, "Frame " + number + " is asked for, the object has " + frames);
    }
    if (pixels.isEncapsulated()) {
      return pixels.frame(number - 1);
    }
    long bits =
        (long) object.integer(Tag.ROWS).orElse(0)
            * object.integer(Tag.COLUMNS).orElse(0)
            * object.integer(Tag.SAMPLES_PER_PIXEL).orElse(1)
            * object.integer(Tag.BITS_ALLOCATED).orElse(16);
    long from = bits * (number - 1);
    if (from + bits > 8L * pixels.nativeBytes().length) {
      throw new GatewayException(
          Code.NOT_FOUND, "The pixel data end before frame " + number + " does");
    }
    if (bits % 8 != 0) {
      throw new GatewayException(
          Code.NOT_ACCEPTABLE, "Frames that begin within a byte are given as whole objects alone");
    }
    return Arrays.copyOfRange(pixels.nativeBytes(), (int) (from / 8), (int) ((from + bits) / 8));
  }
}
