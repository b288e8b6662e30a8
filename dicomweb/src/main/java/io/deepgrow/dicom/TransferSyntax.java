package io.deepgrow.dicom;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a data set is encoded.
 *
 * @param explicitVr whether representations are written
 * @param encapsulated whether pixel data come in fragments
 */
public record TransferSyntax(
    String uid,
    String name,
    boolean explicitVr,
    boolean bigEndian,
    boolean deflated,
    boolean encapsulated) {

  private static final String BASE = "1.2.840.10008.1.2";

  public static final TransferSyntax IMPLICIT_LITTLE =
      new TransferSyntax(BASE, "Implicit VR Little Endian", false, false, false, false);
  public static final TransferSyntax EXPLICIT_LITTLE =
      new TransferSyntax(BASE + ".1", "Explicit VR Little Endian", true, false, false, false);
  public static final TransferSyntax EXPLICIT_BIG =
      new TransferSyntax(BASE + ".2", "Explicit VR Big Endian", true, true, false, false);
  public static final TransferSyntax DEFLATED =
      new TransferSyntax(
          BASE + ".1.99", "Deflated Explicit VR Little Endian", true, false, true, false);
  public static final TransferSyntax ENCAPSULATED_UNCOMPRESSED =
      encapsulated(".1.98", "Encapsulated Uncompressed Explicit VR Little Endian");
  public static final TransferSyntax RLE = encapsulated(".5", "RLE Lossless");
  public static final TransferSyntax JPEG_BASELINE = encapsulated(".4.50", "JPEG Baseline");
  public static final TransferSyntax JPEG_EXTENDED = encapsulated(".4.51", "JPEG Extended");
  public static final TransferSyntax JPEG_LOSSLESS = encapsulated(".4.57", "JPEG Lossless");
  public static final TransferSyntax JPEG_LOSSLESS_SV1 =
      encapsulated(".4.70", "JPEG Lossless, First-Order Prediction");
  public static final TransferSyntax JPEG_2000_LOSSLESS =
      encapsulated(".4.90", "JPEG 2000 (Lossless Only)");
  public static final TransferSyntax JPEG_LS_LOSSLESS = encapsulated(".4.80", "JPEG-LS Lossless");
  public static final TransferSyntax JPEG_LS = encapsulated(".4.81", "JPEG-LS Near-Lossless");
  public static final TransferSyntax JPEG_2000 = encapsulated(".4.91", "JPEG 2000");

  /** GE's own: implicit little-endian with big-endian pixels (GDCM knows it too). */
  static final TransferSyntax GE_BIG_PIXELS =
      new TransferSyntax(
          "1.2.840.113619.5.2", "GE Implicit VR Big Endian Pixels", false, false, false, false);

  private static final Map<String, TransferSyntax> KNOWN = new LinkedHashMap<>();

  static {
    TransferSyntax[] all = {
      IMPLICIT_LITTLE,
      EXPLICIT_LITTLE,
      EXPLICIT_BIG,
      GE_BIG_PIXELS,
      DEFLATED,
      ENCAPSULATED_UNCOMPRESSED,
      RLE,
      JPEG_BASELINE,
      JPEG_EXTENDED,
      JPEG_LOSSLESS,
      JPEG_LOSSLESS_SV1,
      JPEG_2000_LOSSLESS,
      JPEG_2000,
      JPEG_LS_LOSSLESS,
      JPEG_LS,
      encapsulated(".4.201", "HTJ2K (Lossless Only)"),
      encapsulated(".4.202", "HTJ2K with RPCL (Lossless Only)"),
      encapsulated(".4.203", "HTJ2K"),
    };
    for (TransferSyntax syntax : all) {
      KNOWN.put(syntax.uid(), syntax);
    }
  }

  private static TransferSyntax encapsulated(String suffix, String name) {
    return new TransferSyntax(BASE + suffix, name, true, false, false, true);
  }

  /**
   * A known syntax, or an encapsulated one that nobody here can decode.
   *
   * @throws DicomException {@code dicom.bad_uid}
   */
  public static TransferSyntax of(String uid) {
    TransferSyntax known = KNOWN.get(uid);
    if (known == null) {
      Uids.check(uid);
    }
    return known != null
        ? known
        : new TransferSyntax(uid, "unknown transfer syntax", true, false, false, true);
  }

  /** Whether native pixel data are stored big-endian, as in GE's private syntax too. */
  public boolean hasBigEndianPixels() {
    return bigEndian || equals(GE_BIG_PIXELS);
  }

  /** What a data set is in that names this syntax but is encoded as found. */
  public TransferSyntax asFound(boolean explicit) {
    if (explicit == explicitVr || bigEndian || deflated) {
      return this;
    }
    if (encapsulated) {
      return new TransferSyntax(uid, name, explicit, false, false, true);
    }
    return explicit ? EXPLICIT_LITTLE : IMPLICIT_LITTLE;
  }

  /** What a data set is in once it has been read: pixels are little-endian then. */
  public TransferSyntax onceRead() {
    return equals(GE_BIG_PIXELS) ? IMPLICIT_LITTLE : this;
  }
}
