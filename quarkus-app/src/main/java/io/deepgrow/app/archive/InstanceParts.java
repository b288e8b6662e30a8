package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicom.pixel.ImagePixelModule;
import io.deepgrow.dicom.pixel.PixelDecoders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;

/**
 * Instances as they are asked for: as stored, or in Explicit VR Little Endian where they can be
 * decoded.
 */
final class InstanceParts {

  static final String DICOM = "application/dicom";
  private static final PixelDecoders DECODERS = PixelDecoders.standard();

  private final DicomLimits limits;

  InstanceParts(DicomLimits limits) {
    this.limits = limits;
  }

  /**
   * The first form that the client takes and the archive has.
   *
   * @throws ArchiveException status 406 when there is none
   */
  Part part(ArchivedInstance instance, List<AcceptedType> accepted) {
    for (AcceptedType type : accepted) {
      if (!type.takes(DICOM)) {
        continue;
      }
      String syntax = type.transferSyntax();
      if (syntax.equals(AcceptedType.ANY_SYNTAX) || syntax.equals(instance.syntax().uid())) {
        return part(instance.syntax(), out -> Files.copy(instance.file(), out));
      }
      if (syntax.equals(AcceptedType.EXPLICIT_LITTLE) && isDecodable(instance)) {
        return part(TransferSyntax.EXPLICIT_LITTLE, out -> writePlain(instance, out));
      }
    }
    throw new ArchiveException(
        406,
        "archive.not_acceptable",
        "The instance is stored in transfer syntax " + instance.syntax().uid());
  }

  private static Part part(TransferSyntax syntax, ArchiveAnswer.Body body) {
    return new Part(DICOM + "; transfer-syntax=" + syntax.uid(), body);
  }

  /** Whether every frame can be had as native bytes. */
  static boolean isDecodable(ArchivedInstance instance) {
    return !instance.syntax().encapsulated() || DECODERS.supports(instance.syntax());
  }

  private void writePlain(ArchivedInstance instance, OutputStream out) throws IOException {
    DicomFile file = DicomReader.read(instance.file(), limits);
    PixelData pixels = file.pixelData();
    if (pixels.isEncapsulated()) {
      DicomWriter.write(
          file.dataSet(), TransferSyntax.EXPLICIT_LITTLE, new DecodedFrames(file), out);
    } else {
      DicomWriter.write(new DicomFile(TransferSyntax.EXPLICIT_LITTLE, file.dataSet(), pixels), out);
    }
  }

  /** Decodes one frame after the other while they are written. */
  private static final class DecodedFrames implements DicomWriter.PixelSource {

    private final DicomFile file;
    private final ImagePixelModule image;

    DecodedFrames(DicomFile file) {
      this.file = file;
      this.image = ImagePixelModule.of(file.dataSet());
    }

    @Override
    public long length() {
      long bytes = (long) image.frames() * image.frameBytes();
      return bytes + (bytes & 1);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      for (int frame = 0; frame < image.frames(); frame++) {
        out.write(DECODERS.frame(file, image, frame), 0, image.frameBytes());
      }
      if (((long) image.frames() * image.frameBytes() & 1) != 0) {
        out.write(0);
      }
    }
  }
}
