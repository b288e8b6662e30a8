package io.deepgrow.dicom.pixel;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.TransferSyntax;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** JPEG and JPEG 2000 frames through ImageIO plug-ins; a reader of its own for every frame. */
final class ImageIoDecoder implements PixelDecoder {

  private final String format;
  private final String plugin;
  private final Set<TransferSyntax> syntaxes;
  private final Check check;

  /** What a plug-in gets of a frame, or an error that spares it the frame. */
  private interface Check {
    byte[] checked(byte[] frame, ImagePixelModule image);
  }

  private ImageIoDecoder(String format, String plugin, Set<TransferSyntax> syntaxes, Check check) {
    this.format = format;
    this.plugin = plugin;
    this.syntaxes = syntaxes;
    this.check = check;
  }

  /** TwelveMonkeys: baseline and extended 8 bit, lossless up to 16 bit. */
  static ImageIoDecoder jpeg() {
    return new ImageIoDecoder(
        "JPEG",
        "com.twelvemonkeys",
        Set.of(
            TransferSyntax.JPEG_BASELINE,
            TransferSyntax.JPEG_EXTENDED,
            TransferSyntax.JPEG_LOSSLESS,
            TransferSyntax.JPEG_LOSSLESS_SV1),
        JpegScans::checked);
  }

  static ImageIoDecoder jpeg2000() {
    return new ImageIoDecoder(
        "jpeg2000",
        "com.github.jaiimageio",
        Set.of(TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.JPEG_2000),
        Jpeg2000Codestream::checked);
  }

  @Override
  public boolean supports(TransferSyntax syntax) {
    return syntaxes.contains(syntax);
  }

  @Override
  public byte[] decode(byte[] frame, ImagePixelModule image) {
    byte[] checked = check.checked(frame, image);
    ImageReader reader = reader();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(checked))) {
      reader.setInput(in, true, true);
      if (reader.getWidth(0) != image.columns() || reader.getHeight(0) != image.rows()) {
        throw new DicomException(
            "dicom.undecodable",
            "The compressed frame is "
                + reader.getWidth(0)
                + "×"
                + reader.getHeight(0)
                + ", the header says "
                + image.columns()
                + "×"
                + image.rows());
      }
      Raster raster =
          reader.canReadRaster() ? reader.readRaster(0, null) : reader.read(0).getRaster();
      return cells(raster, image);
    } catch (IOException | RuntimeException | Error e) {
      if (e instanceof DicomException known) {
        throw known;
      }
      if (e instanceof VirtualMachineError failing && !(e instanceof StackOverflowError)) {
        throw failing;
      }
      // plug-ins throw whatever comes to their mind at damaged data, bare Errors too
      throw new DicomException("dicom.undecodable", "The " + format + " frame is damaged", e);
    } finally {
      reader.dispose();
    }
  }

  private ImageReader reader() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(plugin)) {
        return reader;
      }
    }
    throw new IllegalStateException("The ImageIO plug-in for " + format + " is missing");
  }

  private static byte[] cells(Raster raster, ImagePixelModule image) {
    int bands = image.samplesPerPixel();
    if (raster.getNumBands() < bands) {
      throw new DicomException("dicom.undecodable", "The compressed frame lacks samples");
    }
    int columns = image.columns();
    int cell = image.bitsAllocated() / 8;
    byte[] out = new byte[image.frameBytes()];
    int[] row = new int[columns];
    for (int band = 0; band < bands; band++) {
      for (int y = 0; y < image.rows(); y++) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, columns, 1, band, row);
        for (int x = 0; x < columns; x++) {
          int at = ((y * columns + x) * bands + band) * cell;
          for (int b = 0; b < cell; b++) {
            out[at + b] = (byte) (row[x] >> (8 * b));
          }
        }
      }
    }
    return out;
  }
}
