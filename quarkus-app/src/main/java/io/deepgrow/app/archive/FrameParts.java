package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.pixel.ImagePixelModule;
import io.deepgrow.dicom.pixel.PixelDecoders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Single frames of an instance as native little-endian bytes (PS3.18 10.4.1.2). */
final class FrameParts {

  static final String OCTETS = "application/octet-stream";
  private static final int MAX_FRAMES = 10_000;
  private static final PixelDecoders DECODERS = PixelDecoders.standard();

  private final DicomLimits limits;

  FrameParts(DicomLimits limits) {
    this.limits = limits;
  }

  /**
   * The frames of a list such as {@code 1,2,5}.
   *
   * @throws ArchiveException status 400 for a bad list, 404 for frames the instance lacks, 406 when
   *     they cannot be decoded or the client does not take octets
   */
  List<Part> parts(ArchivedInstance instance, String list, List<AcceptedType> accepted)
      throws IOException {
    if (accepted.stream().noneMatch(type -> type.takes(OCTETS))
        || !InstanceParts.isDecodable(instance)) {
      throw new ArchiveException(
          406,
          "archive.not_acceptable",
          "Frames are sent as uncompressed octets; this instance is stored in transfer syntax "
              + instance.syntax().uid());
    }
    DicomFile file = DicomReader.read(instance.file(), limits);
    if (file.pixelData().isEmpty()) {
      throw ArchiveException.notFound("Pixel data of the instance");
    }
    ImagePixelModule image = ImagePixelModule.of(file.dataSet());
    List<Part> parts = new ArrayList<>();
    for (int number : numbers(list, image.frames())) {
      parts.add(
          new Part(
              OCTETS + "; transfer-syntax=" + AcceptedType.EXPLICIT_LITTLE,
              out -> out.write(DECODERS.frame(file, image, number - 1))));
    }
    return parts;
  }

  private static List<Integer> numbers(String list, int frames) {
    List<Integer> numbers = new ArrayList<>();
    for (String text : list.split(",", -1)) {
      if (!text.matches("[0-9]{1,6}") || numbers.size() == MAX_FRAMES) {
        throw ArchiveException.badRequest("Frames are a list of numbers from 1, such as 1,2,5");
      }
      int number = Integer.parseInt(text);
      if (number < 1 || number > frames) {
        throw ArchiveException.notFound("Frame " + number);
      }
      numbers.add(number);
    }
    return numbers;
  }
}
