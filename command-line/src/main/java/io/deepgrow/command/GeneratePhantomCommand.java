package io.deepgrow.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.deepgrow.clicks.ClickSimulator;
import io.deepgrow.clicks.ClickStrategy;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.inference.click.Click;
import io.deepgrow.phantom.Organ;
import io.deepgrow.phantom.Phantom;
import io.deepgrow.phantom.PhantomDataset;
import io.deepgrow.phantom.PhantomGenerator;
import io.deepgrow.phantom.PhantomSpec;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.PatientModule;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow generate-phantom}: a CT study that nobody had to lie down for. */
@Command(
    name = "generate-phantom",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Generates a CT of a trunk with labelled organs.",
      "Writes ct.nii.gz, labels.nii.gz and study.json to --out, and DICOM slices to --dicom.",
      "With --cases: a dataset to train on, in the layout of the Medical Segmentation Decathlon.",
    })
public final class GeneratePhantomCommand implements Callable<Integer> {

  private static final Organ SHOWN = Organ.SPLEEN;

  /** How large the phantom is. */
  enum Size {
    SMALL,
    STANDARD,
    LARGE
  }

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the NIfTI files and study.json.")
  private Path out = Path.of(".");

  @Option(names = "--dicom", paramLabel = "DIR", description = "Folder for the DICOM slices.")
  private @Nullable Path dicom;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "The same seed gives the same phantom (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--size",
      paramLabel = "small|standard|large",
      defaultValue = "STANDARD",
      description = "96×80×40, 256×256×80 or 512×512×300 voxels (default: standard).")
  private Size size = Size.STANDARD;

  @Option(
      names = "--cases",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "Write imagesTr/, labelsTr/ and dataset.json with N phantoms of seeds --seed, --seed + 1, …",
        "instead (default: 0, one phantom)."
      })
  private int cases;

  @Override
  public Integer call() throws IOException {
    if (cases < 0) {
      throw new UserError("--cases takes 0 or more, not " + cases);
    }
    Outputs.folder(out);
    Outputs.folder(dicom);
    PhantomSpec wanted =
        switch (size) {
          case SMALL -> PhantomSpec.small();
          case STANDARD -> PhantomSpec.standard();
          case LARGE -> PhantomSpec.large();
        };
    if (cases > 0) {
      PhantomDataset.write(out, seed, cases, wanted);
      say("wrote %d phantoms with their labels to %s%n".formatted(cases, out));
      return 0;
    }
    Phantom phantom = new PhantomGenerator(seed).generate(wanted);
    Files.createDirectories(out);
    Nifti.write(phantom.ct(), out.resolve("ct.nii.gz"));
    Nifti.write(phantom.labels(), out.resolve("labels.nii.gz"));
    List<DicomFile> files =
        new CtWriter(
                UidSource.derived(new UUID(seed, wanted.size().voxels())),
                Instant.parse("2026-01-01T12:00:00Z"),
                PatientModule.PHANTOM)
            .write(phantom.ct());
    Path folder = dicom;
    if (folder != null) {
      Files.createDirectories(folder);
      for (DicomFile file : files) {
        Path path = folder.resolve(file.sopInstanceUid().value() + ".dcm");
        try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)) {
          DicomWriter.write(file, to);
        }
      }
    }
    Files.write(out.resolve("study.json"), describe(phantom, files.get(0)));
    say("wrote %d slices and their labels to %s%n".formatted(files.size(), out));
    return 0;
  }

  private void say(String words) {
    if (spec != null) {
      spec.commandLine().getOut().print(words);
      spec.commandLine().getOut().flush();
    }
  }

  private static byte[] describe(Phantom phantom, DicomFile first) throws IOException {
    Mask organ = Mask.ofLabel(phantom.labels(), SHOWN.label());
    VoxelIndex voxel =
        new ClickSimulator(ClickStrategy.IDEAL, 1)
            .next(organ, Mask.empty(organ.geometry()))
            .map(Click::voxel)
            .orElseThrow(() -> new UserError("The phantom holds no " + SHOWN));
    Map<String, Object> study = new LinkedHashMap<>();
    study.put("studyUid", first.dataSet().string(Tag.STUDY_INSTANCE_UID).orElse(""));
    study.put("seriesUid", first.dataSet().string(Tag.SERIES_INSTANCE_UID).orElse(""));
    study.put("demoStructure", SHOWN.structure().orElse(""));
    study.put("demoLabel", Integer.toString(SHOWN.label()));
    study.put("demoI", voxel.i());
    study.put("demoJ", voxel.j());
    study.put("demoK", voxel.k());
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(study);
  }
}
