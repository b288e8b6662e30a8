package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Reads Part 10 files (PS3.10 7) in every encoding of PS3.5; pixel data stay as stored. */
public final class DicomReader {

  private static final int PREAMBLE = 128;
  private static final int BUFFER = 1 << 16;

  private DicomReader() {}

  public static DicomFile read(byte[] bytes, DicomLimits limits) {
    return parse(new ByteArrayInputStream(bytes), limits, true);
  }

  /**
   * Reads to the end of the data set.
   *
   * @throws DicomException {@code dicom.malformed}, {@code dicom.truncated} or {@code
   *     dicom.limit.*}
   * @throws IOException when the stream itself fails
   */
  public static DicomFile read(InputStream in, DicomLimits limits) throws IOException {
    return parseStream(in, limits, true);
  }

  public static DicomFile read(Path file, DicomLimits limits) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      return parseStream(in, limits, true);
    }
  }

  /** Reads what stands before the pixel data. */
  public static DicomFile readHeader(Path file, DicomLimits limits) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      return parseStream(in, limits, false);
    }
  }

  /**
   * Reads what stands before the pixel data; the rest of the stream is left unread.
   *
   * @throws DicomException as {@link #read(InputStream, DicomLimits)}
   */
  public static DicomFile readHeader(InputStream in, DicomLimits limits) throws IOException {
    return parseStream(in, limits, false);
  }

  private static DicomFile parse(InputStream in, DicomLimits limits, boolean pixels) {
    try {
      return parseStream(in, limits, pixels);
    } catch (IOException e) {
      throw new DicomException("dicom.malformed", "The object can't be read", e);
    }
  }

  private static DicomFile parseStream(InputStream in, DicomLimits limits, boolean pixels)
      throws IOException {
    try {
      LimitedInput input = new LimitedInput(in, limits.maxBytes());
      byte[] start = input.peek(PREAMBLE + 4);
      if (isMagic(start, PREAMBLE)) {
        input.skip(PREAMBLE + 4);
      } else if (isMagic(start, 0)) {
        input.skip(4);
      } else if (!startsFileMeta(start)) {
        TransferSyntax bare =
            ElementStart.bare(start)
                .orElseThrow(
                    () ->
                        new DicomException(
                            "dicom.not_part10",
                            "This is no DICOM file: it has neither DICM after a preamble nor a data"
                                + " set at its start"));
        return body(in, input, PushbackTag.none(), bare, limits, pixels);
      }
      DicomObject meta = new DicomObject();
      PushbackTag next = DataSetParser.fileMeta(input, limits, meta);
      TransferSyntax syntax =
          TransferSyntax.of(
              meta.string(Tag.TRANSFER_SYNTAX_UID)
                  .orElseThrow(
                      () ->
                          DicomException.malformed("The file meta lacks the Transfer Syntax UID")));
      return body(in, input, next, syntax, limits, pixels);
    } catch (EOFException e) {
      throw new DicomException("dicom.truncated", "The object ends before its last attribute", e);
    } catch (ZipException e) {
      throw new DicomException("dicom.malformed", "The deflated data set can't be inflated", e);
    }
  }

  private static boolean isMagic(byte[] start, int at) {
    return start.length >= at + 4
        && new String(start, at, 4, StandardCharsets.US_ASCII).equals("DICM");
  }

  /** Files of which only the preamble was cut off begin with the file meta. */
  private static boolean startsFileMeta(byte[] start) {
    return ElementStart.isExplicit(start) && start[0] == 2 && start[1] == 0;
  }

  private static DicomFile body(
      InputStream in,
      LimitedInput input,
      PushbackTag next,
      TransferSyntax syntax,
      DicomLimits limits,
      boolean pixels)
      throws IOException {
    if (!syntax.deflated()) {
      DataSetParser parser = new DataSetParser(input, syntax, limits, pixels);
      DicomObject dataSet = parser.dataSet(next);
      return new DicomFile(parser.syntax().onceRead(), dataSet, parser.pixelData(dataSet));
    }
    if (next.isEnd()) {
      return new DicomFile(syntax, new DicomObject(), PixelData.NONE);
    }
    // the four bytes read ahead already belong to the deflated stream
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(next.raw()), in);
    try (InputStream inflated = BoundedInflater.of(whole, limits.maxInflationRatio())) {
      LimitedInput plain = new LimitedInput(new BufferedInputStream(inflated), limits.maxBytes());
      DataSetParser parser = new DataSetParser(plain, syntax, limits, pixels);
      DicomObject dataSet = parser.dataSet(PushbackTag.none());
      return new DicomFile(syntax, dataSet, parser.pixelData(dataSet));
    }
  }
}
