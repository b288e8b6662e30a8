package io.deepgrow.dicom.pixel;

import java.nio.ByteBuffer;

/** How a tile's component is cut into packets (ISO/IEC 15444-1 A.6.1, A.6.2 and B.6). */
final class Jpeg2000Coding {

  private static final int MAX_LEVELS = 32;
  private static final int MAX_BLOCK = 12;
  private static final int WHOLE = 15;

  private final int layers;
  private final int[] widths;
  private final int[] heights;

  private Jpeg2000Coding(int layers, int[] widths, int[] heights) {
    this.layers = layers;
    this.widths = widths;
    this.heights = heights;
  }

  /** The default of all components: a COD marker's content. */
  static Jpeg2000Coding ofAll(ByteBuffer content) {
    need(content, 5);
    int style = content.get();
    content.get();
    int layers = Short.toUnsignedInt(content.getShort());
    content.get();
    if (layers == 0) {
      throw Jpeg2000Codestream.damaged("it has no layers");
    }
    return read(content, layers, (style & 1) != 0);
  }

  /** One component's own: a COC marker's content. */
  Jpeg2000Coding ofOne(ByteBuffer content, Jpeg2000Size size) {
    need(content, 2);
    int component = Byte.toUnsignedInt(content.get());
    if (component >= size.components()) {
      throw Jpeg2000Codestream.damaged("a component is described that it does not have");
    }
    return read(content, layers, (content.get() & 1) != 0);
  }

  private static Jpeg2000Coding read(ByteBuffer content, int layers, boolean ownPrecincts) {
    need(content, 5);
    int levels = Byte.toUnsignedInt(content.get());
    int blockWidth = Byte.toUnsignedInt(content.get()) + 2;
    int blockHeight = Byte.toUnsignedInt(content.get()) + 2;
    content.getShort();
    if (levels > MAX_LEVELS || blockWidth + blockHeight > MAX_BLOCK) {
      throw Jpeg2000Codestream.damaged("its levels or code blocks are impossible");
    }
    int[] widths = new int[levels + 1];
    int[] heights = new int[levels + 1];
    need(content, ownPrecincts ? levels + 1 : 0);
    for (int r = 0; r <= levels; r++) {
      int exponents = ownPrecincts ? content.get() : WHOLE << 4 | WHOLE;
      widths[r] = exponents & 0xF;
      heights[r] = exponents >> 4 & 0xF;
      if (r > 0 && (widths[r] == 0 || heights[r] == 0)) {
        throw Jpeg2000Codestream.damaged("its precincts are impossible");
      }
    }
    return new Jpeg2000Coding(layers, widths, heights);
  }

  private static void need(ByteBuffer content, int bytes) {
    if (content.remaining() < bytes) {
      throw Jpeg2000Codestream.damaged("its coding style is cut off");
    }
  }

  /** Packets of one component of a tile with these edges on the grid. */
  long packets(long[] tile) {
    long packets = 0;
    for (int r = 0; r < widths.length; r++) {
      long scale = 1L << (widths.length - 1 - r);
      long across = spanned(ceil(tile[0], scale), ceil(tile[1], scale), 1L << widths[r]);
      long down = spanned(ceil(tile[2], scale), ceil(tile[3], scale), 1L << heights[r]);
      packets += across * down * layers;
    }
    return packets;
  }

  private static long spanned(long from, long to, long step) {
    return to <= from ? 0 : ceil(to, step) - from / step;
  }

  static long ceil(long value, long divisor) {
    return (value + divisor - 1) / divisor;
  }
}
