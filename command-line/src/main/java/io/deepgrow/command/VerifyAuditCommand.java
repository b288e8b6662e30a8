package io.deepgrow.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow verify-audit}: has a service compare its audit trail with its seals. */
@Command(
    name = "verify-audit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Has a running service compare its audit trail with its seals, and names the rows that were"
          + " changed, are missing or were added.",
      "The token must be of somebody with the role AUDITOR.",
    },
    footer = {
      "",
      "Give --root a root that the service wrote to its log: nothing else tells that the newest",
      "seals were removed together with their rows.",
      "Exit status: 0 the trail is intact, 1 it is not, or an error.",
      "",
      "Example:",
      "  deepgrow verify-audit --url https://ct.example.org --token-file token"
    })
public final class VerifyAuditCommand implements Callable<Integer> {

  private static final int NOT_INTACT = 1;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final ServiceOptions service = new ServiceOptions();

  @Option(
      names = "--root",
      paramLabel = "HEX",
      description = "Root of a seal from the service's log, which must be there.")
  private @Nullable String root;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = spec;
    if (command == null) {
      throw new IllegalStateException("Run by the command line only");
    }
    if (root != null && !root.matches("[0-9a-f]{64}")) {
      throw new UserError("--root has 64 hexadecimal digits, as the log of the service has it");
    }
    JsonNode report = service.client().verifyAudit(root);
    print(report, command.commandLine().getOut());
    return report.path("intact").asBoolean() ? 0 : NOT_INTACT;
  }

  private static void print(JsonNode report, PrintWriter to) {
    for (JsonNode finding : report.path("findings")) {
      to.printf(
          "%s%s%s: %s%n",
          words(finding.path("kind").asText()),
          number(finding, "row"),
          number(finding, "seal"),
          finding.path("detail").asText());
    }
    long wrong = report.path("wrong").asLong();
    long shown = report.path("findings").size();
    if (wrong > shown) {
      to.printf("and %d more%n", wrong - shown);
    }
    to.printf(
        "%s: %s as sealed in %s, %d went by age, %d not sealed yet%n",
        report.path("intact").asBoolean()
            ? "The audit trail is intact"
            : "The audit trail is NOT intact",
        Counts.of(report.path("rows").asLong(), "row", "rows"),
        Counts.of(report.path("seals").asLong(), "seal", "seals"),
        report.path("gone").asLong(),
        report.path("unsealed").asLong());
    if (report.hasNonNull("root")) {
      to.printf("newest root: %s%n", report.path("root").asText());
    }
    to.flush();
  }

  private static String words(String kind) {
    return switch (kind) {
      case "ROW_CHANGED" -> "changed";
      case "ROW_MISSING" -> "missing";
      case "ROW_ADDED" -> "added";
      case "SEAL_CHANGED" -> "seal changed";
      case "SEAL_MISSING" -> "seal missing";
      default -> kind;
    };
  }

  private static String number(JsonNode finding, String of) {
    return finding.hasNonNull(of) ? ", " + of + " " + finding.path(of).asLong() : "";
  }
}
