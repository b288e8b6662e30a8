package io.deepgrow.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow erase-patient}: deletes all that a service holds of a patient or a study. */
@Command(
    name = "erase-patient",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Deletes all that a running service holds of a patient or of a study: sessions, clicks,"
          + " masks, results, uploads. What lies in the PACS stays and is listed.",
      "The Patient ID is asked for, or read from a file or standard input; it is no argument, so"
          + " that neither the shell's history nor the list of processes has it.",
    },
    footer = {
      "",
      "Begin with --dry-run, which changes nothing and prints the same figures. A repeat lists again",
      "what lies in the PACS. Exit status: 0 something was found, 1 nothing was found, or an error.",
      "",
      "Examples:",
      "  deepgrow erase-patient --url https://ct.example.org --token-file token --dry-run",
      "  deepgrow erase-patient --url https://ct.example.org --token-file token \\",
      "      --patient-id-file - < patient-id.txt",
      "  deepgrow erase-patient --url https://ct.example.org --token-file token --study 1.2.3"
    })
public final class ErasePatientCommand implements Callable<Integer> {

  private static final int NOTHING_FOUND = 1;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final ServiceOptions service = new ServiceOptions();

  @Option(
      names = "--patient-id-file",
      paramLabel = "FILE",
      description = "File whose first line is the Patient ID; - for standard input.")
  private @Nullable Path patientIdFile;

  @Option(
      names = "--issuer",
      paramLabel = "NAME",
      description = {
        "Issuer of Patient ID, where the same ID may be somebody else's. Studies of which nothing",
        "names this issuer stay; those without any issuer are listed."
      })
  private @Nullable String issuer;

  @Option(
      names = "--study",
      paramLabel = "UID",
      description = "A study instead of a patient, by its Study Instance UID.")
  private @Nullable String study;

  @Option(names = "--dry-run", description = "Count what would go, change nothing.")
  private boolean dryRun;

  @Option(
      names = "--discard-unsent",
      description = "Let results go too that are not verified in the PACS.")
  private boolean discardUnsent;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = spec;
    if (command == null) {
      throw new IllegalStateException("Run by the command line only");
    }
    if (study != null && (patientIdFile != null || issuer != null)) {
      throw new UserError("Name either a patient or --study, not both");
    }
    ServiceClient client = service.client();
    Map<String, Object> request = new HashMap<>();
    if (study != null) {
      request.put("studyInstanceUid", study);
    } else {
      request.put("patientId", SecretText.read(patientIdFile, "Patient ID"));
    }
    if (issuer != null) {
      request.put("issuerOfPatientId", issuer);
    }
    request.put("dryRun", dryRun);
    request.put("discardUnsent", discardUnsent);
    boolean found = print(client.erase(request), command.commandLine().getOut());
    return found ? 0 : NOTHING_FOUND;
  }

  /** Prints what was found; whether anything was. */
  private static boolean print(JsonNode report, PrintWriter to) {
    boolean dry = report.path("dryRun").asBoolean();
    JsonNode studies = report.path("studies");
    for (JsonNode study : studies) {
      to.printf(
          "study %s (found by %s): %s%n",
          study.path("studyInstanceUid").asText(), words(study.path("foundBy")), figures(study));
      long unsent = study.path("unsentResults").asLong();
      if (unsent > 0) {
        to.printf(
            "  %s not verified in the PACS%s%n",
            unsent == 1 ? "1 result is" : unsent + " results are",
            dry ? "; erasing needs --discard-unsent" : "");
      }
      if (!study.path("resultsInHand").isEmpty()) {
        to.printf("  on the way at this moment: %s%n", words(study.path("resultsInHand")));
      }
      for (JsonNode sop : study.path("segmentationsInPacs")) {
        to.printf("  in the PACS: SEG %s%n", sop.asText());
      }
      long others = study.path("otherSegmentations").asLong();
      if (others > 0) {
        to.printf("  in the PACS too: %s, not known here%n", Counts.of(others, "SEG", "SEGs"));
      }
    }
    for (JsonNode study : report.path("withoutIssuer")) {
      to.printf("study %s: same Patient ID, no issuer; it stays%n", study.asText());
    }
    if (studies.isEmpty()) {
      to.printf("Nothing was found, nothing %s.%n", dry ? "would be erased" : "was erased");
    } else {
      to.printf(
          "%s %s: %s%n",
          dry ? "Would be erased of" : "Erased of",
          Counts.of(studies.size(), "study", "studies"),
          figures(report));
    }
    if (report.hasNonNull("note")) {
      to.println(report.path("note").asText());
    }
    to.flush();
    return !studies.isEmpty();
  }

  private static String words(JsonNode list) {
    StringJoiner words = new StringJoiner(", ");
    list.forEach(word -> words.add(word.asText()));
    return words.toString();
  }

  /** The tables with rows, then files and volumes. */
  private static String figures(JsonNode of) {
    StringJoiner figures = new StringJoiner(", ");
    figures.setEmptyValue("nothing is held here");
    of.path("rows")
        .properties()
        .forEach(
            row -> {
              if (row.getValue().asLong() > 0) {
                figures.add(Counts.ofRows(row.getKey(), row.getValue().asLong()));
              }
            });
    if (of.path("files").asLong() > 0) {
      figures.add(Counts.of(of.path("files").asLong(), "file", "files"));
    }
    if (of.path("volumes").asLong() > 0) {
      figures.add(Counts.of(of.path("volumes").asLong(), "volume in memory", "volumes in memory"));
    }
    return figures.toString();
  }
}
