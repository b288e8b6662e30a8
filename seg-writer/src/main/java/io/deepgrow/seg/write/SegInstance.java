package io.deepgrow.seg.write;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.seg.FrameBitWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A SEG ready to be written: its attributes and the masks its frames come from, which must not
 * change before it is written. Writing it again gives the same bytes.
 */
public final class SegInstance {

  private final DicomObject header;
  private final List<SegmentFrames> segments;

  SegInstance(DicomObject header, List<SegmentFrames> segments) {
    this.header = header;
    this.segments = List.copyOf(segments);
  }

  public String sopInstanceUid() {
    return header.string(Tag.SOP_INSTANCE_UID).orElseThrow();
  }

  public String seriesInstanceUid() {
    return header.string(Tag.SERIES_INSTANCE_UID).orElseThrow();
  }

  public String studyInstanceUid() {
    return header.string(Tag.STUDY_INSTANCE_UID).orElseThrow();
  }

  /** Number of frames (0028,0008). */
  public int frames() {
    return segments.stream().mapToInt(SegmentFrames::count).sum();
  }

  /** The callers' numbers of its segments; the first is segment 1 in the file. */
  public List<Integer> segmentNumbers() {
    return segments.stream().map(s -> s.segment().number()).toList();
  }

  /** Writes the Part-10 file; pixel data pass through a small buffer. */
  public void writeTo(OutputStream out) throws IOException {
    DicomWriter.write(header, TransferSyntax.EXPLICIT_LITTLE, new Pixels(), out);
  }

  /** The Part-10 file in memory: for small ones. */
  public byte[] bytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writeTo(out);
    return out.toByteArray();
  }

  private final class Pixels implements DicomWriter.PixelSource {

    @Override
    public long length() {
      long bits = 0;
      for (SegmentFrames segment : segments) {
        bits += segment.bits();
      }
      return FrameBitWriter.evenLength(bits);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      FrameBitWriter writer = new FrameBitWriter(out);
      for (SegmentFrames segment : segments) {
        segment.writeTo(writer);
      }
      writer.finish();
    }
  }
}
