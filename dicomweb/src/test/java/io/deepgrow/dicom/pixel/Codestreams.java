package io.deepgrow.dicom.pixel;

import com.github.jaiimageio.jpeg2000.J2KImageWriteParam;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.TransferSyntax;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Compressed frames made in the test, and their damage. */
final class Codestreams {

  /** Of the width on the reference grid, in a codestream of ours. */
  static final int WIDTH = 8;

  static final int LEFT = 16;
  static final int TILE_WIDTH = 24;
  static final int COMPONENTS = 40;
  static final int DEPTH = 42;

  /** Of SPcod's precincts: the marker, its length, its style. */
  static final int CODING = 45;

  private Codestreams() {}

  static ImagePixelModule image(int edge, int bits) {
    return new ImagePixelModule(edge, edge, 1, 1, bits, bits, bits - 1, false);
  }

  /** A lossless JPEG 2000 codestream of 16 bits. */
  static byte[] jpeg2000(int edge, int tile) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg2000").next();
    J2KImageWriteParam how = (J2KImageWriteParam) writer.getDefaultWriteParam();
    how.setLossless(true);
    how.setWriteCodeStreamOnly(true);
    how.setTilingMode(J2KImageWriteParam.MODE_EXPLICIT);
    how.setTiling(tile, tile, 0, 0);
    return written(writer, how, picture(edge, BufferedImage.TYPE_USHORT_GRAY));
  }

  /** A baseline JPEG of 8 bits. */
  static byte[] jpeg(int edge) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("JPEG").next();
    return written(
        writer, writer.getDefaultWriteParam(), picture(edge, BufferedImage.TYPE_BYTE_GRAY));
  }

  private static BufferedImage picture(int edge, int type) {
    BufferedImage picture = new BufferedImage(edge, edge, type);
    for (int n = 0; n < edge * edge; n++) {
      picture.getRaster().setSample(n % edge, n / edge, 0, value(n));
    }
    return picture;
  }

  static int value(int pixel) {
    return 100 + pixel * 7919 % 97;
  }

  private static byte[] written(
      ImageWriter writer, javax.imageio.ImageWriteParam how, BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The JP2 file around a codestream: signature, an empty header, the codestream. */
  static byte[] boxed(byte[] codestream) {
    return ByteBuffer.allocate(28 + codestream.length)
        .putInt(12)
        .putInt(0x6A502020)
        .putInt(0x0D0A870A)
        .putInt(8)
        .putInt(0x6A703268)
        .putInt(8 + codestream.length)
        .putInt(0x6A703263)
        .put(codestream)
        .array();
  }

  static byte[] with(byte[] stream, int at, int... bytes) {
    byte[] changed = stream.clone();
    for (int n = 0; n < bytes.length; n++) {
      changed[at + n] = (byte) bytes[n];
    }
    return changed;
  }

  /** One to four bytes within the first ones are others now. */
  static byte[] mutated(byte[] stream, int within, long seed) {
    Random random = new Random(seed);
    byte[] changed = stream.clone();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      changed[random.nextInt(Math.min(within, stream.length))] = (byte) random.nextInt(256);
    }
    return changed;
  }

  /** Inserts bytes, for example a marker. */
  static byte[] inserted(byte[] stream, int at, byte... bytes) {
    return ByteBuffer.allocate(stream.length + bytes.length)
        .put(stream, 0, at)
        .put(bytes)
        .put(stream, at, stream.length - at)
        .array();
  }

  static byte[] frame(byte[] stream, TransferSyntax syntax, ImagePixelModule image) {
    PixelData pixels = new PixelData(new byte[0], List.of(stream));
    return PixelDecoders.standard()
        .frame(new DicomFile(syntax, new DicomObject(), pixels), image, 0);
  }
}
