package io.deepgrow.training.prepare.layout;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.training.prepare.Json;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.source.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How labelled volumes lie in a folder. */
public enum Layout {
  /** Told by what is there. */
  AUTO,
  /** Medical Segmentation Decathlon: {@code dataset.json} with a list {@code training}. */
  DECATHLON,
  /** nnU-Net v2: {@code imagesTr}, {@code labelsTr} and a {@code dataset.json} that lists none. */
  NNUNET,
  /** BTCV: {@code img/img0001.nii.gz} and {@code label/label0001.nii.gz}, thirteen organs. */
  BTCV,
  /** {@code NAME-image.nii.gz} with {@code NAME-mask.nii.gz}, or {@code NAME-label.nii.gz}. */
  PAIRS,
  /** A JSON file with a list of {@code image} and {@code label}. */
  DATALIST,
  /** DICOM series and the SEG objects that refer to them, in any sub-folders. */
  DICOM;

  /**
   * Lists the labelled volumes of an input.
   *
   * @param key of the list in a Decathlon or datalist file
   * @throws PrepareException when the input is not of this layout
   * @throws IOException when it can't be read
   */
  public Listing list(Path input, String key) throws IOException {
    if (!Files.exists(input)) {
      throw new PrepareException("There is no " + input);
    }
    return switch (this) {
      case AUTO -> detect(input).list(input, key);
      case DECATHLON -> DatalistLayout.list(index(input), key, "Medical Segmentation Decathlon");
      case NNUNET -> NnUnetLayout.list(input);
      case BTCV -> BtcvLayout.list(input);
      case PAIRS -> PairsLayout.list(input);
      case DATALIST -> DatalistLayout.list(input, key, "datalist");
      case DICOM -> DicomLayout.list(input);
    };
  }

  /** The layout that an input shows. */
  static Layout detect(Path input) throws IOException {
    if (Files.isRegularFile(input)) {
      return DATALIST;
    }
    if (Files.isRegularFile(index(input))) {
      JsonNode json = Json.tree(index(input));
      boolean lists = json.isArray() || json.path("training").isArray();
      return lists ? DECATHLON : NNUNET;
    }
    if (Files.isDirectory(input.resolve("imagesTr"))) {
      return NNUNET;
    }
    if (BtcvLayout.folder(input).isPresent()) {
      return BTCV;
    }
    return PairsLayout.isIn(input) ? PAIRS : DICOM;
  }

  private static Path index(Path input) {
    return Files.isDirectory(input) ? input.resolve("dataset.json") : input;
  }
}
