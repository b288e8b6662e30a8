package io.deepgrow.training.weights;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/** What the numbers of a storage are. */
enum ElementType {
  FLOAT("FloatStorage", 4, true),
  DOUBLE("DoubleStorage", 8, true),
  HALF("HalfStorage", 2, true),
  BFLOAT16("BFloat16Storage", 2, true),
  LONG("LongStorage", 8, false),
  INT("IntStorage", 4, false),
  SHORT("ShortStorage", 2, false),
  CHAR("CharStorage", 1, false),
  BYTE("ByteStorage", 1, false),
  BOOL("BoolStorage", 1, false);

  private final String storage;
  private final int bytes;
  private final boolean real;

  ElementType(String storage, int bytes, boolean real) {
    this.storage = storage;
    this.bytes = bytes;
    this.real = real;
  }

  /** The type of {@code torch.<name>}, if it is a storage that is known. */
  static Optional<ElementType> ofStorage(String name) {
    for (ElementType type : values()) {
      if (type.storage.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  int bytes() {
    return bytes;
  }

  /** Whether it can be a weight. */
  boolean isReal() {
    return real;
  }

  /** The element at a byte of a little-endian buffer, rounded to float32. */
  float read(ByteBuffer values, int at) {
    return switch (this) {
      case FLOAT -> values.getFloat(at);
      case DOUBLE -> (float) values.getDouble(at);
      case HALF -> half(values.getShort(at));
      case BFLOAT16 -> Float.intBitsToFloat(values.getShort(at) << 16);
      default -> throw new WeightsException(this + " values cannot be weights");
    };
  }

  /** IEEE 754 binary16 to binary32, exact. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else {
      magnitude = Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
    }
    return bits < 0 ? -magnitude : magnitude;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
