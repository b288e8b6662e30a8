package io.deepgrow.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code deepgrow rotate-key}: has a service seal its secrets with its present master key. */
@Command(
    name = "rotate-key",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Has a running service seal the keys of all secrets of PACS connections with its present"
          + " master key, so that earlier ones are needed no more.",
      "The token must be of somebody with the role ADMIN.",
    },
    footer = {
      "",
      "Before: make a key, name its file in deepgrow.secrets.key-file and the file of the key until",
      "now in deepgrow.secrets.former-key-files, and start all replicas again. Afterwards take the",
      "second setting away.",
      "",
      "Example:",
      "  openssl rand -base64 32 > new.key && chmod 600 new.key",
      "  deepgrow rotate-key --url https://ct.example.org --token-file token"
    })
public final class RotateKeyCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final ServiceOptions service = new ServiceOptions();

  @Override
  public Integer call() throws IOException {
    CommandSpec command = spec;
    if (command == null) {
      throw new IllegalStateException("Run by the command line only");
    }
    JsonNode done = service.client().rotateKey();
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        "%d of %s sealed anew with key %s%n",
        done.path("rotated").asLong(),
        Counts.of(done.path("secrets").asLong(), "secret", "secrets"),
        done.path("key").asText());
    out.println("Earlier keys (deepgrow.secrets.former-key-files) are needed no more.");
    out.flush();
    return 0;
  }
}
