package io.deepgrow.dicom.pixel;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.TransferSyntax;
import java.util.Arrays;
import java.util.List;

/** The frames of an image as native bytes, whatever their encoding. */
public final class PixelDecoders {

  /** Bytes of a frame that are made of whatever is there. */
  private static final int FREE_BYTES = 64 << 20;

  /** Beyond that, bytes of a frame to its encoded ones; an empty picture reaches some thousands. */
  private static final int MAX_RATIO = 10_000;

  private final List<PixelDecoder> decoders;

  public PixelDecoders(List<PixelDecoder> decoders) {
    this.decoders = List.copyOf(decoders);
  }

  /** RLE, JPEG, JPEG-LS and JPEG 2000. */
  public static PixelDecoders standard() {
    return new PixelDecoders(
        List.of(
            new RleDecoder(),
            new UncompressedDecoder(),
            new JpegLsDecoder(),
            ImageIoDecoder.jpeg(),
            ImageIoDecoder.jpeg2000()));
  }

  /** Whether frames in this syntax can be read here. */
  public boolean supports(TransferSyntax syntax) {
    return !syntax.encapsulated() || decoders.stream().anyMatch(d -> d.supports(syntax));
  }

  /**
   * One frame, from zero, as native little-endian bytes.
   *
   * @throws DicomException {@code dicom.unsupported_transfer_syntax}, {@code dicom.undecodable},
   *     {@code dicom.truncated}
   */
  public byte[] frame(DicomFile file, ImagePixelModule image, int number) {
    PixelData pixels = file.pixelData();
    if (pixels.isEmpty()) {
      throw new DicomException("dicom.no_pixels", "The object has no pixel data");
    }
    if (!pixels.isEncapsulated() && image.bitsAllocated() == 1) {
      return bits(pixels.nativeBytes(), (long) number * image.framePixels(), image);
    }
    if (!pixels.isEncapsulated()) {
      int length = image.frameBytes();
      byte[] all = pixels.nativeBytes();
      long from = (long) number * length;
      if (from + length > all.length) {
        throw new DicomException(
            "dicom.truncated",
            "Pixel data of " + all.length + " bytes hold no frame " + (number + 1));
      }
      return from == 0 && all.length == length
          ? all
          : Arrays.copyOfRange(all, (int) from, (int) from + length);
    }
    PixelDecoder decoder =
        decoders.stream()
            .filter(d -> d.supports(file.syntax()))
            .findFirst()
            .orElseThrow(() -> unsupported("Pixel data", file.syntax()));
    byte[] encoded = pixels.frame(number);
    if (image.frameBytes() > FREE_BYTES && image.frameBytes() / MAX_RATIO > encoded.length) {
      throw new DicomException(
          "dicom.undecodable",
          "A frame of %d bytes is said to hold %d×%d pixels"
              .formatted(encoded.length, image.columns(), image.rows()));
    }
    byte[] decoded = decoder.decode(encoded, image);
    if (decoded.length < image.frameBytes()) {
      throw new DicomException("dicom.undecodable", "A frame decodes to too few pixels");
    }
    return decoded;
  }

  /** Frames of single bits follow each other without a gap (PS3.5 8.1.1). */
  private static byte[] bits(byte[] all, long from, ImagePixelModule image) {
    int count = image.framePixels();
    if (from + count > 8L * all.length) {
      throw new DicomException(
          "dicom.truncated", "Pixel data of " + all.length + " bytes hold too few frames");
    }
    byte[] frame = new byte[image.frameBytes()];
    for (int bit = 0; bit < count; bit++) {
      int value = all[(int) ((from + bit) >>> 3)] >> ((from + bit) & 7) & 1;
      frame[bit >>> 3] |= (byte) (value << (bit & 7));
    }
    return frame;
  }

  /** Neither we nor the PACS can decode an instance. */
  public static DicomException unsupported(TransferSyntax syntax, SopInstanceUid instance) {
    return unsupported("The pixel data of instance " + instance, syntax);
  }

  private static DicomException unsupported(String what, TransferSyntax syntax) {
    return new DicomException(
        "dicom.unsupported_transfer_syntax",
        what
            + " in transfer syntax "
            + syntax.uid()
            + " ("
            + syntax.name()
            + ") can't be decoded; have the PACS convert the series to Explicit VR Little Endian");
  }
}
