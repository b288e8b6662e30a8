package io.deepgrow.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages inputs: bits, lengths, numbers, whole parts; the same for the same seed. */
final class HostileBytes {

  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffffffffL,
    0xfffffffeL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 31,
    1L << 33
  };

  private static final List<String> TEXTS =
      List.of(
          "-1",
          "0",
          "2147483647",
          "2147483648",
          "99999999999999999999",
          "NaN",
          "1e999",
          "-0.0",
          "null",
          "\"\"",
          "[]",
          "{}",
          "[[[[[[[[[[",
          "{\"a\":{\"a\":",
          "\r\n\r\n",
          "--",
          "%00",
          "%zz",
          "%",
          "&",
          "=",
          "\\u0000",
          "\0",
          "\u00e4",
          "../../x",
          "Infinity");

  private final Random random;
  private final List<byte[]> seeds;

  HostileBytes(List<byte[]> seeds, long seed) {
    this.seeds = seeds;
    this.random = new Random(seed);
  }

  /** A seed, damaged once to four times. */
  byte[] next() {
    byte[] bytes = seed().clone();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      bytes = damaged(bytes);
    }
    return bytes;
  }

  private byte[] seed() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] damaged(byte[] in) {
    int at = random.nextInt(in.length + 1);
    int to = Math.min(in.length, at + random.nextInt(1 + random.nextInt(64)));
    byte[] part = Arrays.copyOfRange(in, at, to);
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(in, at);
      case 1 -> replaced(in, at, to, new byte[0]);
      case 2 -> replaced(in, at, at, part);
      case 3 ->
          replaced(
              in,
              at,
              to,
              TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.ISO_8859_1));
      case 4 -> overwritten(in, at, extreme());
      case 5 -> spliced(in, at);
      case 6 -> overwritten(in, at, part.length == 0 ? new byte[1] : shuffled(part));
      default -> flipped(in);
    };
  }

  private byte[] extreme() {
    int bytes = 1 << random.nextInt(4);
    ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer eight = ByteBuffer.allocate(Long.BYTES).order(order);
    eight.putLong(EXTREMES[random.nextInt(EXTREMES.length)]);
    int from = order == ByteOrder.LITTLE_ENDIAN ? 0 : Long.BYTES - bytes;
    return Arrays.copyOfRange(eight.array(), from, from + bytes);
  }

  private byte[] spliced(byte[] in, int at) {
    byte[] other = seed();
    int from = random.nextInt(other.length + 1);
    return replaced(in, at, in.length, Arrays.copyOfRange(other, from, other.length));
  }

  private byte[] shuffled(byte[] part) {
    random.nextBytes(part);
    return part;
  }

  private byte[] flipped(byte[] in) {
    byte[] out = in.clone();
    for (int n = in.length == 0 ? 0 : 1 + random.nextInt(4); n > 0; n--) {
      out[random.nextInt(out.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return out;
  }

  private static byte[] overwritten(byte[] in, int at, byte[] with) {
    return replaced(in, at, Math.min(in.length, at + with.length), with);
  }

  private static byte[] replaced(byte[] in, int from, int to, byte[] with) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(in, 0, from);
    out.writeBytes(with);
    out.write(in, to, in.length - to);
    return out.toByteArray();
  }
}
