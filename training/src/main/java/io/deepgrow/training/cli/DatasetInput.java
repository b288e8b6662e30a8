package io.deepgrow.training.cli;

import io.deepgrow.command.HttpAddress;
import io.deepgrow.command.TokenOption;
import io.deepgrow.command.UserError;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.Authentication;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.training.prepare.layout.Layout;
import io.deepgrow.training.prepare.layout.PacsLayout;
import io.deepgrow.training.prepare.source.Listing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where labelled volumes come from: a folder, a JSON file or a PACS. */
final class DatasetInput {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "INPUT",
      description = "Folder with labelled volumes, or a JSON file that lists them.")
  private @Nullable Path input;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      defaultValue = "AUTO",
      description = {
        "How INPUT is laid out (default: told by what is there):",
        "decathlon  dataset.json with a list 'training' (MSD)",
        "nnunet     imagesTr, labelsTr, dataset.json (nnU-Net v2)",
        "btcv       img/img0001.nii.gz, label/label0001.nii.gz, 13 organs",
        "pairs      NAME-image.nii.gz with NAME-mask.nii.gz",
        "datalist   JSON list of image and label (optional: patient)",
        "dicom      DICOM series and SEG objects, in any sub-folders"
      })
  private Layout layout = Layout.AUTO;

  @Option(
      names = "--datalist-key",
      paramLabel = "KEY",
      defaultValue = "training",
      description = "List to read from the JSON file (default: ${DEFAULT-VALUE}).")
  private String key = "training";

  @Option(
      names = "--dicomweb",
      paramLabel = "URL",
      converter = HttpAddress.class,
      description = "Instead of INPUT: root of a DICOMweb service with series and SEG objects.")
  private @Nullable URI dicomWeb;

  @Option(
      names = "--study",
      paramLabel = "UID",
      split = ",",
      description = "With --dicomweb: the studies to take.")
  private List<String> studies = new ArrayList<>();

  @Mixin private final TokenOption token = new TokenOption();

  Listing list() throws IOException {
    URI service = dicomWeb;
    Path place = input;
    if ((service == null) == (place == null)) {
      throw new UserError("Name either a folder or JSON file, or a PACS with --dicomweb");
    }
    return service != null ? pacs(service) : layout.list(place, key);
  }

  private Listing pacs(URI service) throws IOException {
    if (studies.isEmpty()) {
      throw new UserError("Name the studies to take with --study");
    }
    Optional<String> bearer = token.read(TokenOption.OF_PACS, System.getenv());
    try {
      DicomWebConfig config = DicomWebConfig.of(service);
      DicomWebClient client =
          new DicomWebClient(
              bearer.map(b -> config.with(Authentication.bearer(() -> b))).orElse(config));
      return PacsLayout.list(client, studies.stream().map(StudyUid::new).toList());
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
